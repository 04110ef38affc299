import { admitsEverybody } from "../../built/policies";
import { forType } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const roleTrustNamed: Rule = {
  id: "role-trust-named",
  requirement: "A role says which services or principals may assume it.",
  why: "Everybody with an AWS account could become the role.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
  waivable: false,
  fix: "Name a service or ARNs as Principal of the trust policy.",
  severity: "critical",
  check: forType(
    "aws_iam_role",
    everyStatement(
      "assume_role_policy",
      (statement) => !admitsEverybody(statement) && !statement.principals.some((principal) => principal === "*"),
    ),
  ),
};
