import { toGroup } from "../../synthesized";
import { forType, resourcesOfType } from "../checks";
import { judged, type Rule } from "../rule";

export const databaseInBackupPlan: Rule = {
  id: "database-in-backup-plan",
  requirement: "A database is in a plan of AWS Backup.",
  why: "Automatic backups go with the instance; those of the vault stay.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  fix: "Tag it Backup = true and have an aws_backup_selection for that tag.",
  severity: "medium",
  check: forType("aws_db_instance", (block, context) => {
    const isSelected = resourcesOfType(block, context, "aws_backup_selection").some(({ values }) =>
      JSON.stringify(values).includes("aws:ResourceTag/Backup"),
    );
    return judged(
      isSelected && toGroup(block.values.tags).Backup === "true",
      `${block.pointer}/tags/Backup`,
      toGroup(block.values.tags).Backup,
    );
  }),
};
