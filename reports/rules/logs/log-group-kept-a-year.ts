import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAtLeast } from "../values";

export const logGroupKeptAYear: Rule = {
  id: "log-group-kept-a-year",
  requirement: "Logs are kept for a year, and not for ever.",
  why: "Break-ins are found after months; without a limit the bill grows without end.",
  controls: { "nist-800-53-r5": ["AU-11"] },
  scanners: { checkov: ["CKV_AWS_66", "CKV_AWS_338"] },
  fix: "Set `retention_in_days` to 365 or more.",
  severity: "medium",
  check: forType("aws_cloudwatch_log_group", attribute("retention_in_days", isAtLeast(365))),
};
