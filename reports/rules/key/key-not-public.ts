import { admitsEverybody } from "../../built/policies";
import { everyStatementOf } from "../policies";
import type { Rule } from "../rule";

export const keyNotPublic: Rule = {
  id: "key-not-public",
  requirement: "A key lets nobody use it without naming them.",
  why: "Everybody with an AWS account could decrypt.",
  controls: { fsbp: ["KMS.5"], "nist-800-53-r5": ["AC-3", "SC-12"] },
  scanners: { checkov: ["CKV_AWS_33"] },
  waivable: false,
  fix: "Name the principals, or add a condition on aws:PrincipalArn or kms:CallerAccount.",
  severity: "critical",
  check: everyStatementOf(
    { aws_kms_key: "policy", aws_kms_key_policy: "policy" },
    (statement) => !admitsEverybody(statement),
  ),
};
