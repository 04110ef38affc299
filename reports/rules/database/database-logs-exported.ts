import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { includesAll } from "../values";

export const databaseLogsExported: Rule = {
  id: "database-logs-exported",
  requirement: "A database sends its logs to CloudWatch.",
  why: "On the instance they are gone after three days, or with the instance.",
  controls: { fsbp: ["RDS.9", "RDS.36"], "nist-800-53-r5": ["AU-2", "AU-12"] },
  scanners: { checkov: ["CKV_AWS_129"] },
  fix: "List postgresql and upgrade in `enabled_cloudwatch_logs_exports`.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("enabled_cloudwatch_logs_exports", includesAll("postgresql", "upgrade"))),
};
