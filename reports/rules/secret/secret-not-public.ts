import { admitsEverybody } from "../../built/policies";
import { everyStatementOf } from "../policies";
import type { Rule } from "../rule";

export const secretNotPublic: Rule = {
  id: "secret-not-public",
  requirement: "No policy of a secret or a vault of backups lets everybody in.",
  why: "Everybody with an AWS account could read it.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  waivable: false,
  fix: "Name the principals, or a condition on their account.",
  severity: "critical",
  check: everyStatementOf(
    {
      aws_backup_vault_policy: "policy",
      aws_secretsmanager_secret: "policy",
      aws_secretsmanager_secret_policy: "policy",
    },
    (statement) => !admitsEverybody(statement),
  ),
};
