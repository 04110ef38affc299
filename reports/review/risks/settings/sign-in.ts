import { becomes, gains, isLost, isOff, isOn, leaves, type Setting } from "./setting";

const asks = (path: string, isWeaker: Setting["isWeaker"], what: string, advice: string): Setting => ({
  path,
  isWeaker,
  what,
  advice,
});

/** Who has to say who they are, or to ask first. */
export const SIGN_IN: readonly Setting[] = [
  asks("authentication_type", becomes("API_KEY"), "everybody who has a key may call it", "Keep AWS_IAM or user pools."),
  asks("api_key_required", isOff, "its callers need no key any more", "Keep the key, or an authorizer."),
  asks("mutual_authentication.mode", leaves("verify"), "its clients need no certificate any more", "Keep verify."),
  asks("truststore_uri", isLost, "its clients need no certificate any more", "Keep the trust store."),
  asks("mtls.mode", leaves("STRICT"), "pods may talk to each other without TLS", "Keep STRICT."),
  asks("iam_auth", leaves("REQUIRED"), "people log in with passwords only", "Keep IAM authentication required."),
  asks(
    "acceptance_required",
    isOff,
    "networks of others attach themselves without being asked",
    "Keep it on, and accept each one.",
  ),
  asks(
    "authorize_all_groups",
    isOn,
    "everybody who has access to the VPN may go there",
    "Name the group that needs it.",
  ),
  {
    ...asks("acl_name", becomes("open-access"), "everybody who reaches it may do everything", "Name a list of users."),
    alsoNew: true,
  },
  asks("shared_access_key_enabled", isOn, "everybody who has a key may use it", "Let people in by their roles."),
  asks("local_account_disabled", isOff, "people may log in without their directory", "Keep local accounts disabled."),
  asks(
    "prevent_user_existence_errors",
    leaves("ENABLED"),
    "strangers can find out who has an account",
    "Keep it ENABLED.",
  ),
  asks(
    "restriction_type",
    becomes("none"),
    "it answers in every country",
    "Keep the list of countries, or make sure that it was only for the time being.",
  ),
  asks(
    "origin_ssl_protocols",
    gains("SSLv3", "TLSv1", "TLSv1.1"),
    "it accepts older TLS versions",
    "Keep TLS 1.2 or later.",
  ),
  ...["trusted_key_groups", "trusted_signers"].map((path) =>
    asks(path, isLost, "everybody may read what only signed addresses led to", "Keep signed addresses required."),
  ),
];
