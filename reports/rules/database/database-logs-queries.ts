import { all, forType } from "../checks";
import { parameter } from "../parameters";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const databaseLogsQueries: Rule = {
  id: "database-logs-queries",
  requirement: "A database logs changes of its structure and slow queries.",
  why: "Who changed a table, and what slowed everything down, could not be found out.",
  controls: { "nist-800-53-r5": ["AU-2", "AU-12"] },
  scanners: { checkov: ["CKV2_AWS_30"] },
  fix: "Set the parameters log_statement (ddl, mod or all) and log_min_duration_statement.",
  severity: "medium",
  check: forType(
    "aws_db_parameter_group",
    all(
      parameter("log_statement", isOneOf("ddl", "mod", "all")),
      parameter("log_min_duration_statement", (value) => Number(value) >= 0),
    ),
  ),
};
