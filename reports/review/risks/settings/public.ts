import { becomes, drops, isOff, isOn, leaves, type Setting } from "./setting";

const ADDRESSED = "Keep it private, behind a load balancer or Session Manager.";

const address = (types: readonly string[], path: string, what: string, advice = ADDRESSED): Setting => ({
  types,
  path,
  isWeaker: isOn,
  what,
  advice,
  alsoNew: true,
  refusesUnknown: true,
});

/** An argument that opens whatever has it, by its name. */
const opens = (path: string, isWeaker: Setting["isWeaker"], what: string, advice = ADDRESSED): Setting => ({
  path,
  isWeaker,
  what,
  advice,
  alsoNew: true,
  refusesUnknown: true,
});

/** What gives a resource a public address or endpoint. */
export const PUBLIC: readonly Setting[] = [
  {
    ...address(
      ["aws_eks_cluster"],
      "vpc_config.endpoint_public_access",
      "the Kubernetes API gets a public endpoint",
      "Keep the endpoint private, or limit public_access_cidrs to known ranges.",
    ),
    // EKS makes the endpoint public unless it is told otherwise
    isWeaker: (before, after) => after !== false && (before === false || (before === undefined && after !== undefined)),
  },
  address(["aws_db_instance", "aws_rds_cluster_instance"], "publicly_accessible", "the database gets a public address"),
  address(["aws_instance"], "associate_public_ip_address", "the machine gets a public address"),
  address(
    ["aws_launch_template"],
    "network_interfaces.associate_public_ip_address",
    "its machines get public addresses",
  ),
  {
    ...address(
      ["aws_lb", "aws_alb", "aws_elb"],
      "internal",
      "the load balancer faces the internet",
      "Make it internal unless everybody is meant to come in.",
    ),
    opensUnlessSet: true,
    isWeaker: (before, after) =>
      (before === true && after !== true) || (before === undefined && (after === false || after === null)),
  },
  opens("publicly_accessible", isOn, "it gets a public address"),
  opens("is_publicly_accessible", isOn, "it can be reached from the internet"),
  opens("auth_type", becomes("NONE"), "everybody may call it without signing in", "Keep AWS_IAM."),
  opens("associate_public_ip_address", isOn, "it gets a public address"),
  opens("assign_public_ip", isOn, "it gets a public address"),
  opens("map_public_ip_on_launch", isOn, "what starts in it gets a public address"),
  opens("public_access.type", becomes("SERVICE_PROVIDED_EIPS"), "its brokers get public addresses"),
  opens("public_network_access_enabled", isOn, "it can be reached from the internet"),
  opens("allow_blob_public_access", isOn, "what is in it can be read by everybody"),
  opens("allow_nested_items_to_be_public", isOn, "what is in it can be read by everybody"),
  opens("endpoint_type", becomes("PUBLIC"), "it can be reached from the internet"),
  opens("allow_unauthenticated_identities", isOn, "people who did not sign in get credentials"),
  opens("allow_classic_flow", isOn, "people who signed in may choose among roles"),
  opens("anonymous_auth_enabled", isOn, "people who did not sign in are let in"),
  opens("unauthenticated", isOn, "clients are let in without saying who they are"),
  opens("no_password_required", isOn, "the user needs no password"),
  opens("authentication_mode.type", becomes("no-password-required"), "the user needs no password"),
  opens(
    "authorization_type",
    (before, after) => after === "NONE" && before !== "NONE",
    "everybody may call it without signing in",
    "Keep AWS_IAM or another authorizer.",
  ),
  opens(
    "authorization",
    (before, after) => after === "NONE" && before !== undefined && before !== "NONE",
    "everybody may call it without signing in",
    "Keep AWS_IAM or another authorizer.",
  ),
  opens("allow_external_principals", isOn, "it may be shared with accounts outside of the organization"),
  opens(
    "acl",
    becomes("public-read", "public-read-write", "authenticated-read", "website"),
    "everybody may read it",
    "Keep it private; let people in by a policy that names them.",
  ),
  opens(
    "canned_acl",
    becomes("public-read", "public-read-write", "authenticated-read"),
    "everybody may read it",
    "Keep it private; let people in by a policy that names them.",
  ),
  opens("load_balancing_scheme", becomes("EXTERNAL", "EXTERNAL_MANAGED"), "it faces the internet"),
  opens(
    "scheme",
    becomes("internet-facing"),
    "it faces the internet",
    "Make it internal unless everybody is meant to come in.",
  ),
  opens("visibility", becomes("PUBLIC", "public", "GLOBAL"), "everybody may see it"),
  opens("is_public", isOn, "everybody may reach it"),
  ...["ipv4_enabled", "direct_internet_access", "enable_default_internet_access"].map((path) =>
    opens(
      path,
      (before, after) => isOn(before, after) || becomes("Enabled")(before, after),
      "it gets a way to the internet",
    ),
  ),
  opens("app_network_access_type", becomes("PublicInternetOnly"), "it gets a way to the internet"),
  ...["enable_private_endpoint", "enable_private_nodes", "private_cluster_enabled"].map(
    (path): Setting => ({ path, isWeaker: isOff, what: "it can be reached from the internet", advice: ADDRESSED }),
  ),
  opens("endpoint_configuration.types", drops("PRIVATE"), "it can be called from the internet"),
  ...["network_rules.default_action", "network_acls.default_action"].map((path) =>
    opens(path, becomes("Allow"), "it can be reached from the internet"),
  ),
  opens("internet_gateway_exclusion_mode", becomes("allow-bidirectional", "allow-egress"), "gateways work there again"),
  {
    types: ["aws_vpc_block_public_access_options"],
    path: "internet_gateway_block_mode",
    isWeaker: leaves("block-bidirectional", "block-ingress"),
    what: "gateways let the internet in again",
    advice: "Keep the block, and exclude the one network that needs it.",
  },
  {
    types: ["aws_ec2_serial_console_access"],
    path: "enabled",
    isWeaker: isOn,
    what: "machines of the account can be entered by their serial console",
    advice: "Keep it off, and use Session Manager.",
  },
  opens("auto_accept_shared_attachments", becomes("enable"), "networks of others may attach themselves"),
  opens("block_public_security_group_rules", leaves("true"), "rules for the whole internet are allowed"),
];
