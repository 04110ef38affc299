import { toList } from "../../../../synthesized";
import { hasGained, isNarrowed, letsThrough } from "../lists";
import { becomes, drops, gains, isLost, isMore, isOff, isOn, leaves, type Setting, stepsDown } from "../setting";
import { type Line, settingsOf } from "./line";

const TUNNELS = ["tunnel1", "tunnel2"];

const LINES: readonly Line[] = [
  [
    "sfn_state_machine",
    "logging_configuration.level",
    stepsDown("ALL", "ERROR", "FATAL", "OFF"),
    "not everything is logged any more",
  ],
  ["cloudwatch_log_subscription_filter", "filter_pattern", isNarrowed, "not all of the log is passed on any more"],
  [
    "fsx_windows_file_system",
    "audit_log_configuration.file_share_access_audit_log_level",
    leaves("SUCCESS_AND_FAILURE"),
    "not everything is logged any more",
  ],
  ["guardduty_ipset", "activate", isOn, "what comes from these addresses is no longer noticed"],
  [
    "guardduty_malware_protection_plan",
    "protected_resource.s3_bucket.object_prefixes",
    isNarrowed,
    "not every object is scanned any more",
  ],
  [
    "networkfirewall_firewall_policy",
    "firewall_policy.stateful_rule_group_reference.override.action",
    becomes("DROP_TO_ALERT"),
    "what its rules dropped is let through",
  ],
  [
    "networkfirewall_rule_group",
    "rule_group.rules_source.rules_source_list",
    letsThrough,
    "it lets more through than before",
  ],
  [
    "ebs_snapshot_block_public_access",
    "state",
    stepsDown("block-all-sharing", "block-new-sharing"),
    "snapshots that were shared before are public again",
  ],
  ["kms_key", "rotation_period_in_days", isMore, "the key is rotated less often"],
  [
    "secretsmanager_secret_rotation",
    "rotation_rules.automatically_after_days",
    isMore,
    "the secret is rotated less often",
  ],
  ["ssm_patch_baseline", "approval_rule.approve_after_days", isMore, "patches come later"],
  ["ssm_patch_baseline", "rejected_patches", hasGained, "some patches come no more"],
  [
    "cloudfront_distribution",
    "viewer_certificate.cloudfront_default_certificate",
    isOn,
    "it accepts older TLS versions, and no name of yours",
  ],
  [
    "db_proxy",
    "auth.client_password_auth_type",
    leaves("POSTGRES_SCRAM_SHA_256", "MYSQL_CACHING_SHA2_PASSWORD"),
    "passwords are proved in a weaker way",
  ],
  [
    "dms_endpoint",
    "ssl_mode",
    stepsDown("verify-full", "verify-ca", "require", "none"),
    "nobody makes sure any more who answers",
  ],
  ["xray_encryption_config", "type", leaves("KMS"), "it is no longer encrypted with a key of its own"],
  [
    "s3_bucket_server_side_encryption_configuration",
    "rule.blocked_encryption_types",
    drops("SSE-C"),
    "objects may be encrypted with keys that only a stranger has",
  ],
  ["lambda_function codebuild_project", "vpc_config", isLost, "its traffic leaves the network"],
  [
    "eks_cluster",
    "vpc_config.endpoint_private_access",
    isOff,
    "nodes reach the control plane over the internet, or not at all",
  ],
  ...TUNNELS.flatMap((tunnel): Line[] => [
    ["vpn_connection", `${tunnel}_ike_versions`, gains("ikev1"), "it accepts older ciphers"],
    ...["phase1", "phase2"].flatMap((phase): Line[] => [
      ["vpn_connection", `${tunnel}_${phase}_integrity_algorithms`, gains("SHA1"), "it accepts older ciphers"],
      [
        "vpn_connection",
        `${tunnel}_${phase}_dh_group_numbers`,
        (before, after) => [2, 5].some((group) => toList(after).includes(group) && !toList(before).includes(group)),
        "it accepts older ciphers",
      ],
    ]),
  ]),
];

/** What single services log, notice, encrypt or check, by names of their own. */
export const WATCHED: readonly Setting[] = settingsOf(LINES);
