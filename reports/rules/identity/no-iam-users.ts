import { noneOf } from "../checks";
import type { Rule } from "../rule";

export const noIamUsers: Rule = {
  id: "no-iam-users",
  requirement: "There are no IAM users; people and machines assume roles.",
  why: "A user's keys do not end, and leave with laptops.",
  controls: { "cis-aws": ["1.18"], "nist-800-53-r5": ["AC-2", "IA-5"] },
  scanners: { checkov: ["CKV_AWS_273"] },
  waivable: false,
  fix: "Make a role and let the person's directory or the service assume it.",
  severity: "high",
  check: noneOf((type) => type.startsWith("aws_iam_user") || type === "aws_iam_access_key"),
};
