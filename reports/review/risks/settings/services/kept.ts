import { isEarlier, startsExpiring } from "../lists";
import { isLess, isLost, isOff, isOn, leaves, losesBlock, type Setting } from "../setting";
import { KEEP_RULE, type Line, settingsOf } from "./line";

const LINES: readonly Line[] = [
  [
    "secretsmanager_secret",
    "replica",
    losesBlock("region"),
    "the copy in another region is destroyed",
    "Copy what must be kept before you apply.",
    "data loss",
  ],
  ["dms_replication_task", "start_replication_task", isOff, "nothing is copied any more", KEEP_RULE, "downtime"],
  ["db_instance", "replicate_source_db", isLost, "it is no longer a copy of another one", KEEP_RULE, "data loss"],
  [
    "rds_cluster neptune_cluster",
    "replication_source_identifier",
    isLost,
    "it is no longer a copy of another one",
    KEEP_RULE,
    "data loss",
  ],
  [
    "route53domains_registered_domain route53domains_domain",
    "auto_renew",
    isOff,
    "the domain is given up when it runs out",
    KEEP_RULE,
    "data loss",
  ],
  [
    "s3_object s3_bucket_object s3_object_copy",
    "object_lock_retain_until_date",
    isEarlier,
    "it may be deleted earlier",
    KEEP_RULE,
    "data loss",
  ],
  ["sns_topic", "archive_policy", isLost, "messages can no longer be sent again", KEEP_RULE, "data loss"],
  [
    "keyspaces_table",
    "default_time_to_live",
    startsExpiring,
    "what is written expires by itself",
    KEEP_RULE,
    "data loss",
  ],
  [
    "lambda_event_source_mapping",
    "maximum_record_age_in_seconds",
    startsExpiring,
    "what waits longer is dropped",
    KEEP_RULE,
    "data loss",
  ],
  [
    "lambda_function_event_invoke_config",
    "maximum_event_age_in_seconds",
    isLess,
    "what waits longer is dropped",
    KEEP_RULE,
    "data loss",
  ],
  [
    "imagebuilder_lifecycle_policy",
    "policy_detail.filter.value",
    isLess,
    "images that are older are deleted",
    KEEP_RULE,
    "data loss",
  ],
  ["datasync_task", "options.overwrite_mode", leaves("NEVER"), "it overwrites what is there", KEEP_RULE, "data loss"],
  ["dynamodb_table", "stream_enabled", isOff, "nobody reads any more what changes in it", KEEP_RULE, "downtime"],
  ["sesv2_configuration_set", "sending_options.sending_enabled", isOff, "it is switched off", KEEP_RULE, "downtime"],
  [
    "db_event_subscription redshift_event_subscription docdb_event_subscription neptune_event_subscription",
    "enabled",
    isOff,
    "nobody is told any more when what it watches goes wrong",
    KEEP_RULE,
    "monitoring",
  ],
  [
    "synthetics_canary",
    "start_canary",
    isOff,
    "nobody is told any more when what it watches goes wrong",
    KEEP_RULE,
    "monitoring",
  ],
  [
    "route53_health_check",
    "disabled",
    isOn,
    "nobody is told any more when what it watches goes wrong",
    KEEP_RULE,
    "monitoring",
  ],
];

/** What single services keep, run or tell, by names of their own. */
export const KEPT: readonly Setting[] = settingsOf(LINES);
