import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

export const databaseMonitored: Rule = {
  id: "database-monitored",
  requirement: "A database reports what its operating system does.",
  why: "Without it nobody sees which process took the memory.",
  controls: { fsbp: ["RDS.6"], "nist-800-53-r5": ["SI-4"] },
  scanners: { checkov: ["CKV_AWS_118"] },
  fix: "Set `monitoring_interval` to 60 or less, and `monitoring_role_arn`.",
  severity: "low",
  check: forType(
    "aws_db_instance",
    all(attribute("monitoring_interval", isOneOf(1, 5, 10, 15, 30, 60)), attribute("monitoring_role_arn", isSet)),
  ),
};
