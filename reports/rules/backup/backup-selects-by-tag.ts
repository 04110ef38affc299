import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const backupSelectsByTag: Rule = {
  id: "backup-selects-by-tag",
  requirement: "What is backed up is chosen by tag, within the platform.",
  why: "Volumes made later, by the storage driver, are then covered too.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  scanners: { checkov: ["CKV2_AWS_9"] },
  fix: "Give the selection a condition on aws:ResourceTag/Backup and aws:ResourceTag/Platform.",
  severity: "medium",
  check: forType(
    "aws_backup_selection",
    attribute("condition", (value) =>
      ["Backup", "Platform"].every((tag) => JSON.stringify(value ?? null).includes(`"aws:ResourceTag/${tag}"`)),
    ),
  ),
};
