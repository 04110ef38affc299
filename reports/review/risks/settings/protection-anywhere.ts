import { becomes, hasOlderTls, isLess, isLost, isOff, isOn, leaves, type Setting } from "./setting";

const ENCRYPTED = "Encryption cannot be added later without making it again; keep it on.";
const LOGGED = "Auditors rely on these logs; keep them.";

/** An argument that protects whatever has it, by its name. */
const keeps = (path: string, isWeaker: Setting["isWeaker"], what: string, advice: string): Setting => ({
  path,
  isWeaker,
  what,
  advice,
});

/** Arguments that protect whatever has them. */
export const PROTECTION_ANYWHERE: readonly Setting[] = [
  ...[
    "encrypted",
    "storage_encrypted",
    "at_rest_encryption_enabled",
    "encrypt_at_rest.enabled",
    "server_side_encryption.enabled",
    "kms_encrypted",
    "sqs_managed_sse_enabled",
    "node_to_node_encryption.enabled",
  ].map((path) => keeps(path, isOff, "it is no longer encrypted", ENCRYPTED)),
  ...["kms_key_id", "kms_key_arn", "kms_master_key_id", "kms_key"].map((path) =>
    keeps(path, isLost, "it is no longer encrypted with a key of its own", ENCRYPTED),
  ),
  ...["transit_encryption_enabled", "tls_enabled", "require_tls", "enforce_https", "require_ssl"].map((path) =>
    keeps(path, isOff, "clients may connect without TLS", "Keep TLS required."),
  ),
  keeps("client_broker", leaves("TLS"), "clients may connect without TLS", "Keep TLS required."),
  keeps("transit_encryption", leaves("ENABLED"), "clients may connect without TLS", "Keep TLS required."),
  ...["ssl_policy", "minimum_protocol_version", "tls_security_policy", "security_policy_name", "min_tls_version"].map(
    (path) => keeps(path, hasOlderTls, "it accepts older TLS versions", "Keep TLS 1.2 or later."),
  ),
  keeps("viewer_protocol_policy", becomes("allow-all"), "it answers without TLS", "Keep redirect-to-https."),
  keeps(
    "iam_database_authentication_enabled",
    isOff,
    "people log in with passwords only",
    "Keep IAM authentication on.",
  ),
  keeps(
    "advanced_security_options.enabled",
    isOff,
    "everybody who reaches it may do everything",
    "Keep access control on.",
  ),
  keeps("mfa_configuration", leaves("ON"), "a password is enough to sign in", "Keep the second factor required."),
  keeps(
    "allow_admin_create_user_only",
    isOff,
    "anybody may make themselves a user",
    "Keep it on unless everybody is meant to sign up.",
  ),
  keeps("minimum_length", isLess, "shorter passwords are accepted", "Keep the length."),
  keeps("minimum_password_length", isLess, "shorter passwords are accepted", "Keep the length."),
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((path) =>
    keeps(path, isOff, `the bucket may become public (${path})`, "Keep all four on."),
  ),
  ...[
    "enable_logging",
    "is_multi_region_trail",
    "enable_log_file_validation",
    "include_global_service_events",
    "access_logs.enabled",
  ].map((path) => keeps(path, isOff, "not everything is logged any more", LOGGED)),
  ...["enabled_cluster_log_types", "enabled_cloudwatch_logs_exports"].map((path) =>
    keeps(path, isLost, "it no longer logs", LOGGED),
  ),
  keeps("drop_invalid_header_fields", isOff, "requests with malformed headers reach the targets", "Keep it on."),
  keeps(
    "enable_execute_command",
    isOn,
    "people may open a shell in its containers",
    "Open it for the time it is needed, and only there.",
  ),
  keeps(
    "enable_http_endpoint",
    isOn,
    "queries may be sent over the internet to its Data API",
    "Keep it off unless something uses it.",
  ),
  keeps(
    "disable_execute_api_endpoint",
    isOff,
    "it can be called by its default address, past the domain and its rules",
    "Keep it disabled.",
  ),
  keeps("source_dest_check", isOff, "it forwards packets that are not for it", "Only routers need this."),
  keeps("web_acl_id", isLost, "requests that the web ACL refused are let in", "Keep the web ACL."),
  keeps("permissions_boundary", isLost, "what its permissions boundary forbade is allowed", "Keep the boundary."),
  keeps(
    "automount_service_account_token",
    isOn,
    "its pods get a token for the Kubernetes API",
    "Keep it off unless the application talks to the API.",
  ),
];
