import { admitsEverybody } from "../../built/policies";
import { forType, when } from "../checks";
import { everyStatement } from "../policies";
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
  check: forType(
    "aws_kms_key",
    when(
      ({ values }) => values.policy !== undefined,
      everyStatement("policy", (statement) => !admitsEverybody(statement)),
    ),
  ),
};
