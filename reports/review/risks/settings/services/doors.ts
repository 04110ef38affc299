import { hasGained, hasNewKeys, hasPlainAddress } from "../lists";
import { becomes, gains, isLess, isOn, leaves, type Setting } from "../setting";
import { type Line, settingsOf } from "./line";

/** Days after which a password must be another one; none and 0 are never. */
const isLater: Setting["isWeaker"] = (before, after) =>
  Number(before) > 0 && (!(Number(after) > 0) || Number(after) > Number(before));

const LINES: readonly Line[] = [
  [
    "mq_broker",
    "authentication_strategy",
    leaves("ldap"),
    "people sign in with passwords that the broker keeps itself",
  ],
  [
    "cloudfront_response_headers_policy",
    "security_headers_config.strict_transport_security.access_control_max_age_sec",
    isLess,
    "browsers no longer insist on TLS for as long",
  ],
  ["iam_account_password_policy", "max_password_age", isLater, "passwords stay valid for longer"],
  ["quicksight_ip_restriction", "ip_restriction_rule_map", hasNewKeys, "more addresses may come in"],
  [
    "opensearch_domain elasticsearch_domain",
    "advanced_security_options.internal_user_database_enabled",
    isOn,
    "people sign in with passwords that the domain keeps itself",
  ],
  ["cognito_user_pool", "password_policy.password_history_size", isLess, "old passwords are accepted again"],
  [
    "cognito_user_pool_client",
    "explicit_auth_flows",
    gains("ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"),
    "passwords are sent as they are",
  ],
  ["cognito_user_pool_client", "allowed_oauth_flows", gains("implicit"), "tokens appear in addresses of browsers"],
  ["cognito_user_pool_client", "callback_urls", hasPlainAddress, "tokens are sent without TLS"],
  ["dms_endpoint", "mongodb_settings.auth_type", becomes("no"), "everybody may call it without signing in"],
  [
    "sagemaker_notebook_instance",
    "instance_metadata_service_configuration.minimum_instance_metadata_service_version",
    leaves("2"),
    "the machine's credentials can be read with one forged request",
  ],
  [
    "transfer_user",
    "home_directory_type",
    becomes("PATH"),
    "the user sees where the folder lies, and what is beside it",
  ],
  [
    "fsx_openzfs_volume",
    "nfs_exports.client_configurations.options",
    gains("no_root_squash"),
    "whoever is root on a client is root on the volume",
  ],
  ["lakeformation_resource", "hybrid_access_enabled", isOn, "policies of IAM let people in beside Lake Formation"],
  ["lakeformation_data_lake_settings", "admins", hasGained, "somebody becomes an administrator of the data lake"],
  ["iam_access_key", "status", becomes("Active"), "a key that was switched off works again"],
];

/** Who may come in, or sign in, by names that single services have for it. */
export const DOORS: readonly Setting[] = settingsOf(LINES);
