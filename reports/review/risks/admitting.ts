import { UNKNOWN } from "../../plan";
import { blocksIn, entryOf, isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";
import type { Opening } from "./opening";

const PROTOCOLS: Readonly<Record<string, string>> = { "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", all: "-1" };

interface Ports {
  readonly from_port?: Json;
  readonly to_port?: Json;
  readonly protocol: Json | undefined;
}

function portsOf({ from_port, to_port, protocol }: Ports): Pick<Opening, "from" | "to" | "protocol"> {
  const name = String(protocol ?? "-1").toLowerCase();
  const known = entryOf(PROTOCOLS, name) ?? name;
  const isAll = known === "-1" || typeof from_port !== "number" || from_port < 0;
  return isAll
    ? { from: 0, to: 65_535, protocol: known === "-1" ? "-1" : typeof from_port === "number" ? known : "-1" }
    : { from: from_port, to: Number(to_port ?? from_port), protocol: known };
}

const openings = (
  whom: Json | undefined,
  kind: Opening["kind"],
  direction: Opening["direction"],
  ports: Ports,
): Opening[] => toList(whom).map((who) => ({ who: String(who), kind, direction, ...portsOf(ports) }));

/** One block of a security group, or one rule of the older resource. */
const blockRule = (rule: Values, direction: Opening["direction"]): Opening[] => {
  const { from_port = null, to_port = null } = rule;
  const ports = { from_port, to_port, protocol: rule.protocol };
  return [
    ...openings(rule.cidr_blocks, "range", direction, ports),
    ...openings(rule.ipv6_cidr_blocks, "range", direction, ports),
    ...openings(rule.prefix_list_ids, "list", direction, ports),
    ...openings(rule.security_groups ?? rule.source_security_group_id, "group", direction, ports),
    ...(rule.self === true ? openings("self", "group", direction, ports) : []),
  ];
};

const groupRule = (values: Values, direction: Opening["direction"]): Opening[] => {
  const { from_port = null, to_port = null } = values;
  const ports = { from_port, to_port, protocol: values.ip_protocol };
  return [
    ...openings(values.cidr_ipv4, "range", direction, ports),
    ...openings(values.cidr_ipv6, "range", direction, ports),
    ...openings(values.prefix_list_id, "list", direction, ports),
    ...openings(values.referenced_security_group_id, "group", direction, ports),
  ];
};

const inlineRules = (values: Values): Opening[] => [
  ...blocksIn(values, "ingress").flatMap((rule) => blockRule(rule, "in")),
  ...blocksIn(values, "egress").flatMap((rule) => blockRule(rule, "out")),
];

/** Rules of a network ACL that allow; what they deny is compared apart. */
const aclRule = (rule: Values, direction: Opening["direction"], action: Json | undefined): Opening[] => {
  if (action !== "allow") return [];
  const { from_port = null, to_port = null } = rule;
  const ports = { from_port, to_port, protocol: rule.protocol };
  return [
    ...openings(rule.cidr_block, "range", direction, ports),
    ...openings(rule.ipv6_cidr_block, "range", direction, ports),
  ].filter(({ who }) => who !== "");
};

const inlineAcl = (values: Values): Opening[] => [
  ...blocksIn(values, "ingress").flatMap((rule) => aclRule(rule, "in", rule.action)),
  ...blocksIn(values, "egress").flatMap((rule) => aclRule(rule, "out", rule.action)),
];

const WEB = { from_port: 443, to_port: 443, protocol: "tcp" };
const ALL = { protocol: "-1" };

/** How resources say whom they let in; any other type says nothing about it. */
const ADMITTING: Readonly<Record<string, (values: Values) => Opening[]>> = {
  aws_vpc_security_group_ingress_rule: (values) => groupRule(values, "in"),
  aws_vpc_security_group_egress_rule: (values) => groupRule(values, "out"),
  aws_security_group_rule: (values) => blockRule(values, values.type === "egress" ? "out" : "in"),
  aws_security_group: inlineRules,
  aws_default_security_group: inlineRules,
  aws_network_acl: inlineAcl,
  aws_default_network_acl: inlineAcl,
  aws_network_acl_rule: (values) => aclRule(values, values.egress === true ? "out" : "in", values.rule_action),
  aws_eks_cluster: (values) =>
    valueAt(values, "vpc_config.endpoint_public_access") === false
      ? []
      : openings(orEverybody(valueAt(values, "vpc_config.public_access_cidrs")), "range", "in", WEB),
  aws_ec2_client_vpn_authorization_rule: (values) => openings(values.target_network_cidr, "range", "in", ALL),
  aws_ec2_managed_prefix_list: (values) =>
    blocksIn(values, "entry").flatMap(({ cidr }) => openings(cidr, "range", "in", ALL)),
  aws_ec2_managed_prefix_list_entry: (values) => openings(values.cidr, "range", "in", ALL),
  aws_lightsail_instance_public_ports: (values) =>
    blocksIn(values, "port_info").flatMap((rule) => {
      const { from_port = null, to_port = null } = rule;
      const ports = { from_port, to_port, protocol: rule.protocol };
      return openings(orEverybody(rule.cidrs), "range", "in", ports);
    }),
  aws_workspaces_ip_group: (values) =>
    blocksIn(values, "rules").flatMap(({ source }) => openings(source, "range", "in", WEB)),
  aws_redshift_security_group: (values) =>
    blocksIn(values, "ingress").flatMap(({ cidr }) => openings(cidr, "range", "in", ALL)),
  kubernetes_ingress_v1: (values) => webRanges(values),
  kubernetes_service_v1: (values) => serviceRanges(values),
  google_compute_firewall: (values) =>
    values.direction === "EGRESS" || blocksIn(values, "allow").length === 0
      ? []
      : blocksIn(values, "allow").flatMap((rule) =>
          openings(values.source_ranges, "range", "in", { protocol: rule.protocol, ...firstPort(rule.ports) }),
        ),
  azurerm_network_security_rule: azureRule,
  azurerm_network_security_group: (values) => blocksIn(values, "security_rule").flatMap(azureRule),
  google_sql_database_instance: (values) =>
    toList(valueAt(values, "settings.ip_configuration.authorized_networks")).flatMap((network) =>
      isGroup(network) ? openings(network.value, "range", "in", ALL) : [],
    ),
  digitalocean_firewall: (values) =>
    blocksIn(values, "inbound_rule").flatMap((rule) =>
      openings(rule.source_addresses, "range", "in", { protocol: rule.protocol, ...firstPort(rule.port_range) }),
    ),
};

/** Types that say themselves whom they let in. */
export const ADMITTING_TYPES: ReadonlySet<string> = new Set(Object.keys(ADMITTING));

/** Whom a resource lets in, and whom it may send to. */
export const openingsOf = (type: string, values: Values | null): Opening[] =>
  values ? (entryOf(ADMITTING, type)?.(values) ?? []) : [];

/** Without any range EKS, and Lightsail, admit everybody. */
const orEverybody = (ranges: Json | undefined): Json =>
  ranges === undefined || ranges === null || toList(ranges).length === 0 ? "0.0.0.0/0" : ranges;

const firstPort = (ports: Json | undefined): { from_port?: Json; to_port?: Json } => {
  const [text] = toList(ports);
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(String(text ?? "")) ?? [];
  return from === undefined ? {} : { from_port: Number(from), to_port: Number(to ?? from) };
};

function azureRule(rule: Values): Opening[] {
  if (rule.access !== "Allow" || rule.direction === "Outbound") return [];
  const whom = [...toList(rule.source_address_prefix), ...toList(rule.source_address_prefixes)].map((prefix) =>
    /^(\*|Internet|any)$/i.test(String(prefix)) ? "0.0.0.0/0" : prefix,
  );
  const range = firstPort(rule.destination_port_range ?? rule.destination_port_ranges);
  return openings(whom, "range", "in", { protocol: rule.protocol === "*" ? "-1" : rule.protocol, ...range });
}

/** The load balancer that a controller makes of an ingress: everybody, unless it says otherwise. */
function webRanges(values: Values): Opening[] {
  const annotations = valueAt(values, "metadata.annotations");
  const of = (name: string) => (isGroup(annotations) ? annotations[`alb.ingress.kubernetes.io/${name}`] : undefined);
  if (annotations !== UNKNOWN && of("scheme") !== "internet-facing") return [];
  const ranges = String(of("inbound-cidrs") ?? "0.0.0.0/0").split(/\s*,\s*/);
  return openings(ranges, "range", "in", { from_port: 80, to_port: 443, protocol: "tcp" });
}

/** Annotations by which a load balancer stays inside, whichever cloud and controller makes it; a scheme decides alone. */
export function isInternal(annotations: Json | undefined): boolean {
  if (!isGroup(annotations)) return false;
  const entries = Object.entries(annotations);
  const scheme = entries.find(([key]) => /load-balancer-scheme$/.test(key));
  if (scheme) return scheme[1] === "internal";
  return entries.some(
    ([key, value]) =>
      (/load-balancer-internal$/.test(key) && /^(true|0\.0\.0\.0\/0)$/.test(String(value))) ||
      (/load-balancer-type$/.test(key) && String(value).toLowerCase() === "internal"),
  );
}

function serviceRanges(values: Values): Opening[] {
  const [type] = [valueAt(values, "spec.type")];
  const outside = openings(valueAt(values, "spec.external_ips"), "range", "in", ALL);
  if (type !== "LoadBalancer" && type !== UNKNOWN) return outside;
  if (isInternal(valueAt(values, "metadata.annotations"))) return outside;
  const annotations = valueAt(values, "metadata.annotations");
  const written = isGroup(annotations)
    ? annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]
    : undefined;
  const ranges = valueAt(values, "spec.load_balancer_source_ranges");
  const whom =
    toList(ranges).length > 0 ? ranges : typeof written === "string" ? written.split(/\s*,\s*/) : "0.0.0.0/0";
  return [...outside, ...openings(whom, "range", "in", ALL)];
}
