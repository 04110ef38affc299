import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const backupVaultEncrypted: Rule = {
  id: "backup-vault-encrypted",
  requirement: "Backups are encrypted with a customer managed key.",
  why: "A copy of all data deserves no less than the data.",
  controls: { fsbp: ["Backup.1"], "nist-800-53-r5": ["CP-9(8)", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_166"] },
  fix: "Set `kms_key_arn`.",
  severity: "medium",
  check: forType("aws_backup_vault", attribute("kms_key_arn", isSet)),
};
