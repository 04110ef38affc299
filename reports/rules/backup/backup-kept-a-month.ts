import { toGroup, toList } from "../../synthesized";
import { all, each, forType } from "../checks";
import type { Rule } from "../rule";

export const backupKeptAMonth: Rule = {
  id: "backup-kept-a-month",
  requirement: "Backups run on a schedule and are kept for 30 days at least.",
  why: "Damage is often noticed at the end of a month.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  setting: "data.backup.retentionDays: 35",
  fix: "Set `schedule`, and `lifecycle.delete_after` to 30 or more.",
  severity: "medium",
  check: forType(
    "aws_backup_plan",
    all(
      each(
        "rule",
        (rule) => Number(toGroup(toList(toGroup(rule).lifecycle)[0]).delete_after ?? Number.POSITIVE_INFINITY) >= 30,
      ),
      each("rule", (rule) => /^cron\(/.test(String(toGroup(rule).schedule))),
    ),
  ),
};
