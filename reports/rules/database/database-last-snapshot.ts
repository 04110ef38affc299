import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue, isOneOf, isSet } from "../values";

export const databaseLastSnapshot: Rule = {
  id: "database-last-snapshot",
  requirement: "A database that is deleted leaves a snapshot and its backups.",
  why: "Deleting the wrong one could not be undone.",
  controls: { "nist-800-53-r5": ["CP-9", "CP-10"] },
  fix: "Set `skip_final_snapshot` and `delete_automated_backups` to false, and `final_snapshot_identifier`.",
  severity: "medium",
  check: forType(
    "aws_db_instance",
    all(
      attribute("skip_final_snapshot", isNotTrue),
      attribute("delete_automated_backups", isOneOf(false)),
      attribute("final_snapshot_identifier", isSet),
    ),
  ),
};
