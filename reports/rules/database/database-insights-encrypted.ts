import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet, isTrue } from "../values";

export const databaseInsightsEncrypted: Rule = {
  id: "database-insights-encrypted",
  requirement: "Performance Insights is on, and encrypted with a customer managed key.",
  why: "It holds the texts of queries.",
  controls: { "nist-800-53-r5": ["SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_353", "CKV_AWS_354"], trivy: ["AVD-AWS-0078", "AVD-AWS-0133"] },
  fix: "Set `performance_insights_enabled` and `performance_insights_kms_key_id`.",
  severity: "medium",
  check: forType(
    "aws_db_instance",
    all(attribute("performance_insights_enabled", isTrue), attribute("performance_insights_kms_key_id", isSet)),
  ),
};
