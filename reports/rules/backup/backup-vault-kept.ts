import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const backupVaultKept: Rule = {
  id: "backup-vault-kept",
  requirement: "A vault with backups in it cannot be deleted.",
  why: "A mistaken destroy would take the backups along with the data.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  setting: "deletionProtection: true",
  fix: "Leave out `force_destroy` or set it to false.",
  severity: "medium",
  check: forType("aws_backup_vault", attribute("force_destroy", isNotTrue)),
};
