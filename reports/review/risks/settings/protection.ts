import { hasLost, isLost, isOff, leaves, noLongerForced, type Setting } from "./setting";

const ENCRYPTED = "Encryption cannot be added later without making it again; keep it on.";
const LOGGED = "Auditors rely on these logs; keep them.";

/** What encrypts, logs or limits. */
export const PROTECTION: readonly Setting[] = [
  {
    types: ["aws_lb_listener", "aws_alb_listener"],
    path: "protocol",
    isWeaker: leaves("HTTPS"),
    what: "it no longer speaks TLS",
    advice: "Keep HTTPS; redirect HTTP.",
  },
  {
    types: ["aws_elasticache_replication_group"],
    path: "transit_encryption_mode",
    isWeaker: leaves("required"),
    what: "clients may connect without TLS",
    advice: "Keep TLS required.",
  },
  {
    types: ["aws_db_parameter_group"],
    path: "parameter",
    isWeaker: noLongerForced,
    what: "clients may connect without TLS",
    advice: "Keep rds.force_ssl = 1.",
  },
  {
    types: ["aws_eks_cluster"],
    path: "encryption_config",
    isWeaker: isLost,
    what: "Kubernetes secrets are no longer encrypted with a key of their own",
    advice: ENCRYPTED,
  },
  {
    types: ["kubernetes_storage_class_v1"],
    path: "parameters.encrypted",
    isWeaker: isOff,
    what: "new volumes are not encrypted",
    advice: ENCRYPTED,
  },
  {
    types: ["aws_sns_topic"],
    path: "kms_master_key_id",
    isWeaker: isLost,
    what: "messages are no longer encrypted",
    advice: ENCRYPTED,
  },
  {
    types: ["aws_kms_key"],
    path: "enable_key_rotation",
    isWeaker: isOff,
    what: "the key is no longer rotated",
    advice: "Keep the rotation on.",
  },
  {
    types: ["aws_eks_cluster"],
    path: "enabled_cluster_log_types",
    isWeaker: hasLost,
    what: "the control plane no longer logs everything",
    advice: LOGGED,
  },
  {
    types: ["aws_db_instance", "aws_rds_cluster"],
    path: "enabled_cloudwatch_logs_exports",
    isWeaker: hasLost,
    what: "the database no longer exports all of its logs",
    advice: LOGGED,
  },
  {
    types: ["aws_elasticache_replication_group"],
    path: "log_delivery_configuration",
    isWeaker: isLost,
    what: "the cache no longer delivers its logs",
    advice: LOGGED,
  },
  {
    types: ["aws_flow_log"],
    path: "traffic_type",
    isWeaker: leaves("ALL"),
    what: "not all traffic is logged any more",
    advice: LOGGED,
  },
  {
    types: ["aws_instance", "aws_launch_template"],
    path: "metadata_options.http_tokens",
    isWeaker: leaves("required"),
    what: "the machine's credentials can be read with one forged request",
    advice: "Keep http_tokens = required.",
  },
  {
    types: ["aws_ecr_repository"],
    path: "image_tag_mutability",
    isWeaker: leaves("IMMUTABLE"),
    what: "an image can be put in the place of another",
    advice: "Keep tags immutable.",
  },
  {
    types: ["aws_ecr_repository"],
    path: "image_scanning_configuration.scan_on_push",
    isWeaker: isOff,
    what: "images are no longer scanned",
    advice: "Keep scan_on_push on.",
  },
];
