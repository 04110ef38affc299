import { isSame } from "../../../built/values";
import { isGroup, type Json, toList } from "../../../synthesized";
import { becomes, hasLost, isLess, isLost, isOff, isOn, isShorter, leaves, losesBlock, type Setting } from "./setting";

const UNPROTECT =
  "A later apply could destroy it; lift protection only for the plan that is meant to, and put it back.";
const SHORTER = "Copy what must be kept before you apply.";

/** An argument by which data is lost, by its name; or of some types only. */
const loses = (
  path: string,
  isWeaker: Setting["isWeaker"],
  what: string,
  advice: string,
  types?: readonly string[],
): Setting => ({ path, isWeaker, group: "data loss", what, advice, ...(types ? { types } : {}) });

/** Settings that keep data, or keep it from being destroyed. */
export const RETENTION: readonly Setting[] = [
  ...[
    "deletion_protection",
    "deletion_protection_enabled",
    "enable_deletion_protection",
    "termination_protection",
    "termination_protection_enabled",
    "disable_api_termination",
    "delete_protection",
    "purge_protection_enabled",
    "protect_from_scale_in",
    "retain_on_delete",
    "skip_destroy",
  ].map(
    (path): Setting => ({
      ...loses(path, isOff, "its deletion protection is lifted", UNPROTECT),
      refusesUnknown: true,
    }),
  ),
  loses("deletion_protection", leaves("ACTIVE", "ENABLED"), "its deletion protection is lifted", UNPROTECT),
  loses("deletion_policy", leaves("ABANDON", "PREVENT", "Retain"), "its deletion protection is lifted", UNPROTECT),
  loses("skip_final_snapshot", isOn, "its last snapshot will not be taken", UNPROTECT),
  loses("skip_final_backup", isOn, "its last backup will not be taken", UNPROTECT),
  loses("final_snapshot_identifier", isLost, "its last snapshot will not be taken", UNPROTECT),
  loses("final_snapshot_name", isLost, "its last snapshot will not be taken", UNPROTECT),
  ...["force_destroy", "force_delete", "delete_contents_on_destroy"].map((path) =>
    loses(path, isOn, "it can be destroyed although it is not empty", UNPROTECT),
  ),
  loses("delete_automated_backups", isOn, "its automated backups are deleted with it", UNPROTECT),
  loses("delete_on_termination", isOn, "its volume is deleted with the machine", UNPROTECT),
  loses("backup_retention_period", isLess, "automated backups that are older are deleted", SHORTER),
  loses("backup_retention_days", isLess, "automated backups that are older are deleted", SHORTER),
  loses("automatic_backup_retention_days", isLess, "automated backups that are older are deleted", SHORTER),
  loses("automated_snapshot_retention_period", isLess, "snapshots that are older are deleted", SHORTER),
  loses("manual_snapshot_retention_period", isShorter, "snapshots that are older are deleted", SHORTER),
  loses("snapshot_retention_limit", isLess, "snapshots that are older are deleted", SHORTER),
  loses("retention_in_days", isShorter, "older logs are deleted", SHORTER),
  loses("retention_days", isLess, "what is older is deleted", SHORTER),
  loses("retention_period", isLess, "what is older is deleted", SHORTER),
  loses("data_retention_in_hours", isLess, "what is older is deleted", SHORTER),
  loses("message_retention_seconds", isLess, "messages that wait longer are deleted", SHORTER),
  loses("memory_store_retention_period_in_hours", isLess, "what is older is deleted", SHORTER),
  loses("magnetic_store_retention_period_in_days", isLess, "what is older is deleted", SHORTER),
  loses("retention_period_in_days", isShorter, "what is older is deleted", SHORTER),
  loses("retention_days", isShorter, "what is older is deleted", SHORTER, ["aws_cloudwatch_event_archive"]),
  loses("backtrack_window", isLess, "it can be brought back to fewer moments", SHORTER),
  loses("default_retention.days", isLess, "new objects may be deleted earlier", SHORTER),
  loses("default_retention.years", isLess, "new objects may be deleted earlier", SHORTER),
  loses("default_retention.mode", leaves("COMPLIANCE"), "administrators may delete what it locked", UNPROTECT),
  loses("object_lock_mode", leaves("COMPLIANCE"), "administrators may delete what it locked", UNPROTECT),
  loses("object_lock_legal_hold_status", leaves("ON"), "its legal hold is lifted", UNPROTECT),
  loses("replication_overwrite", leaves("ENABLED"), "a replication may overwrite it", UNPROTECT),
  loses(
    "mfa_delete",
    (before, after) => isOff(before, after) || leaves("Enabled")(before, after),
    "versions are deleted without a second factor",
    UNPROTECT,
  ),
  ...["subnet_change_protection", "firewall_policy_change_protection"].map((path) =>
    loses(path, isOff, "its protection from changes is lifted", UNPROTECT),
  ),
  loses("replica", losesBlock("region_name"), "the copy in another region is destroyed", SHORTER, [
    "aws_dynamodb_table",
  ]),
  loses(
    "global_cluster_identifier",
    isLost,
    "the database is no longer copied to other regions",
    "Make sure that another copy exists where it is needed.",
  ),
  loses("redrive_policy", isLost, "messages that fail are lost", "Keep a queue for them.", [
    "aws_sqs_queue",
    "aws_sns_topic_subscription",
  ]),
  ...["when_deleted", "when_scaled"].map((path) =>
    loses(
      path,
      becomes("Delete"),
      "its volumes are deleted with its pods",
      "Keep Retain where data must outlive its pods.",
    ),
  ),
  loses("min_retention_days", isLess, "copies may be deleted earlier", SHORTER),
  loses("recovery_window_in_days", isLess, "there is less time to bring it back after it is destroyed", UNPROTECT),
  loses("deletion_window_in_days", isLess, "there is less time to bring it back after it is destroyed", UNPROTECT),
  loses("point_in_time_recovery.enabled", isOff, "it can no longer be brought back to any moment", "Keep it on."),
  loses(
    "point_in_time_recovery.status",
    leaves("ENABLED"),
    "it can no longer be brought back to any moment",
    "Keep it on.",
  ),
  loses("point_in_time_recovery", isOff, "it can no longer be brought back to any moment", "Keep it on."),
  loses("enable_continuous_backup", isOff, "it can no longer be brought back to any moment", "Keep it on."),
  loses(
    "versioning.enabled",
    isOff,
    "overwritten and deleted objects are gone at once",
    "Keep versions; let old ones expire instead.",
  ),
  loses(
    "versioning_configuration.status",
    leaves("Enabled"),
    "overwritten and deleted objects are gone at once",
    "Keep versions; let old ones expire instead.",
    ["aws_s3_bucket_versioning"],
  ),
  loses(
    "ttl.enabled",
    isOn,
    "items expire by themselves",
    "Make sure that the attribute says when, in seconds, of every item.",
    ["aws_dynamodb_table"],
  ),
  {
    ...loses(
      "reclaim_policy",
      leaves("Retain"),
      "its volumes are deleted with their claims",
      "Keep Retain where data must outlive its claim.",
    ),
    alsoReplaced: true,
  },
  loses(
    "persistent_volume_reclaim_policy",
    becomes("Delete"),
    "the volume is deleted with its claim",
    "Keep Retain where data must outlive its claim.",
  ),
  loses(
    "resources",
    hasLost,
    "what it no longer names is not backed up any more",
    "Make sure that another plan covers it.",
    ["aws_backup_selection"],
  ),
  loses(
    "not_resources",
    (before, after) => hasLost(after, before),
    "what it leaves out is not backed up any more",
    "Make sure that another plan covers it.",
    ["aws_backup_selection"],
  ),
  loses(
    "selection_tag",
    (before, after) => isLost(before, after) || losesTag(before, after),
    "what it no longer selects is not backed up any more",
    "Make sure that another plan covers it.",
    ["aws_backup_selection"],
  ),
  loses("backup_policy.status", leaves("ENABLED"), "nothing is backed up any more", "Keep backups on.", [
    "aws_efs_backup_policy",
  ]),
  loses("state", leaves("ENABLED"), "nothing is backed up by it any more", "Keep backups on.", [
    "aws_dlm_lifecycle_policy",
  ]),
];

/** Each tag selects more, so that one less selects less. */
function losesTag(before: Json | undefined, after: Json | undefined): boolean {
  return (
    Array.isArray(after) && toList(before).some((one) => isGroup(one) && !after.some((other) => isSame(one, other)))
  );
}
