import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAtLeast } from "../values";

export const databaseBackedUp: Rule = {
  id: "database-backed-up",
  requirement: "A database is backed up every day, and backups are kept for a week at least.",
  why: "A mistake that is noticed after a holiday could not be undone.",
  controls: { fsbp: ["RDS.11"], "nist-800-53-r5": ["CP-9", "CP-10"] },
  scanners: { checkov: ["CKV_AWS_133"], trivy: ["AVD-AWS-0077"] },
  setting: "data.database.backupRetentionDays: 7",
  fix: "Set `backup_retention_period` to 7 or more.",
  severity: "high",
  check: forType("aws_db_instance", attribute("backup_retention_period", isAtLeast(7))),
};
