import { all, forType } from "../checks";
import { parameter } from "../parameters";
import type { Rule } from "../rule";

export const databaseLogsConnections: Rule = {
  id: "database-logs-connections",
  requirement: "A database logs who connects and who leaves.",
  why: "After a theft of data these lines say whose login was used.",
  controls: { "nist-800-53-r5": ["AU-2", "AU-12"] },
  fix: "Set the parameters log_connections and log_disconnections to 1.",
  severity: "medium",
  check: forType(
    "aws_db_parameter_group",
    all(
      parameter("log_connections", (value) => value === "1"),
      parameter("log_disconnections", (value) => value === "1"),
    ),
  ),
};
