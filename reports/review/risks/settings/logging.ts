import { becomes, drops, hasLost, isLost, isOff, leaves, losesBlock, type Setting } from "./setting";

const LOGGED = "Auditors rely on these logs; keep them.";
const WATCHED = "Keep it on in every region that is used.";

const logs = (path: string, isWeaker: Setting["isWeaker"], what = "not everything is logged any more"): Setting => ({
  path,
  isWeaker,
  what,
  advice: LOGGED,
});

const notices = (types: string, path: string, isWeaker: Setting["isWeaker"]): Setting => ({
  types: types.split(" ").map((type) => `aws_${type}`),
  path,
  isWeaker,
  what: "attacks and open doors are no longer noticed",
  advice: WATCHED,
});

/** What records who did what, and what notices attacks. */
export const LOGGING: readonly Setting[] = [
  ...[
    "enable_logging",
    "is_multi_region_trail",
    "enable_log_file_validation",
    "include_global_service_events",
    "include_management_events",
    "access_logs.enabled",
    "cloudwatch_logs.enabled",
    "firehose.enabled",
    "s3.enabled",
    "log_publishing_options.enabled",
    "logs.audit",
    "logs.general",
    "logging.enable",
  ].map((path) => logs(path, isOff)),
  logs("read_write_type", leaves("All")),
  logs("logging_configuration.level", becomes("OFF")),
  ...[
    "enabled_cluster_log_types",
    "access_log_settings.destination_arn",
    "logging_config.bucket",
    "logging.target_bucket",
  ].map((path) => logs(path, isLost, "it no longer logs")),
  ...["enabled_cloudwatch_logs_exports", "enable_cloudwatch_logs_exports"].map((path) => logs(path, hasLost)),
  {
    types: ["aws_opensearch_domain", "aws_elasticsearch_domain"],
    path: "log_publishing_options",
    isWeaker: losesBlock("log_type"),
    what: "not everything is logged any more",
    advice: LOGGED,
  },
  {
    types: ["aws_config_configuration_recorder_status"],
    path: "is_enabled",
    isWeaker: isOff,
    what: "nobody records any more who did what in the account",
    advice: LOGGED,
  },
  {
    types: ["aws_config_configuration_recorder"],
    path: "recording_group.all_supported",
    isWeaker: isOff,
    what: "not everything is recorded any more",
    advice: LOGGED,
  },
  notices("guardduty_detector", "enable", isOff),
  notices("guardduty_detector_feature", "status", leaves("ENABLED")),
  notices("guardduty_organization_configuration", "auto_enable_organization_members", leaves("ALL")),
  notices("guardduty_organization_configuration_feature", "auto_enable", leaves("ALL")),
  notices("macie2_account", "status", leaves("ENABLED")),
  notices("inspector2_enabler", "resource_types", hasLost),
  notices("securityhub_organization_configuration detective_organization_configuration", "auto_enable", isOff),
  notices("networkfirewall_firewall_policy", "stateless_default_actions", drops("aws:drop")),
];
