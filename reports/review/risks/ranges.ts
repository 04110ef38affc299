import { isPublicRange, isWithin } from "../../built/ranges";
import { UNKNOWN } from "../../plan";
import { entryOf, isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";

/** Addresses that may come in, and to which ports. */
export interface Admitted {
  /** CIDR range, or `UNKNOWN`. */
  readonly cidr: string;
  readonly from: number;
  readonly to: number;
  /** `tcp`, `udp`, `icmp`; `-1` for all. */
  readonly protocol: string;
}

/** How resources say whom they let in; any other type says nothing about it. */
const ADMITTING: Readonly<Record<string, (values: Values) => Admitted[]>> = {
  aws_vpc_security_group_ingress_rule: (values) =>
    ["cidr_ipv4", "cidr_ipv6"].flatMap((key) => ranges(values[key], values, values.ip_protocol)),
  aws_security_group_rule: (values) => (values.type === "ingress" ? blocks(values) : []),
  aws_security_group: (values) => toList(values.ingress).flatMap((rule) => (isGroup(rule) ? blocks(rule) : [])),
  aws_default_security_group: (values) => toList(values.ingress).flatMap((rule) => (isGroup(rule) ? blocks(rule) : [])),
  aws_eks_cluster: (values) =>
    valueAt(values, "vpc_config.endpoint_public_access") === true
      ? ranges(valueAt(values, "vpc_config.public_access_cidrs"), { from_port: 443, to_port: 443 }, "tcp")
      : [],
  kubernetes_ingress_v1: (values) => webRanges(values),
  kubernetes_service_v1: (values) =>
    valueAt(values, "spec.type") === "LoadBalancer"
      ? ranges(valueAt(values, "spec.load_balancer_source_ranges") ?? "0.0.0.0/0", {}, "-1")
      : [],
};

/** Whom a resource lets in. */
export const admittedBy = (type: string, values: Values | null): Admitted[] =>
  values ? (entryOf(ADMITTING, type)?.(values) ?? []) : [];

/** What is let in now and was not before; an unknown range counts, because it may be any. */
export const newlyAdmitted = (before: readonly Admitted[], after: readonly Admitted[]): Admitted[] =>
  after.filter((range) => !before.some((one) => covers(one, range)));

/** Whether a range holds addresses of the internet. */
export const isPublic = ({ cidr }: Admitted): boolean => isPublicRange(cidr);

const covers = (outer: Admitted, inner: Admitted): boolean =>
  isWithin(inner.cidr, outer.cidr) &&
  (outer.protocol === "-1" || (outer.protocol === inner.protocol && outer.from <= inner.from && inner.to <= outer.to));

const blocks = (rule: Values): Admitted[] =>
  ["cidr_blocks", "ipv6_cidr_blocks"].flatMap((key) => ranges(rule[key], rule, rule.protocol));

function ranges(cidrs: Json | undefined, { from_port, to_port }: Values, protocol: Json | undefined): Admitted[] {
  const isAll = protocol === "-1" || protocol === "all" || typeof from_port !== "number" || from_port < 0;
  const ports = isAll ? { from: 0, to: 65_535 } : { from: from_port, to: Number(to_port ?? from_port) };
  return toList(cidrs).map((cidr) => ({ cidr: String(cidr), ...ports, protocol: isAll ? "-1" : String(protocol) }));
}

/** The load balancer that the AWS Load Balancer Controller makes of an ingress: everybody, unless it says otherwise. */
function webRanges(values: Values): Admitted[] {
  const annotations = valueAt(values, "metadata.annotations");
  const of = (name: string) => (isGroup(annotations) ? annotations[`alb.ingress.kubernetes.io/${name}`] : undefined);
  if (annotations !== UNKNOWN && of("scheme") !== "internet-facing") return [];
  return ranges(String(of("inbound-cidrs") ?? "0.0.0.0/0").split(/\s*,\s*/), { from_port: 80, to_port: 443 }, "tcp");
}
