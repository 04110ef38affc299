import { type Block, blockIn, blocksIn, textsOf } from "../synthesized";
import { EVERY_PORT, type Ports, portsOf } from "./ports";
import { nameOf, type References, text } from "./references";

/** One permission of a security group. */
export interface Rule {
  /** `<stack>/<address>`, and what is behind it when the rule is nobody's resource. */
  readonly why: string;
  /** Security group that has the rule. */
  readonly group: string;
  readonly direction: "in" | "out";
  readonly ports: Ports;
  /** Security group on the other side. */
  readonly peerGroup?: string;
  /** Range on the other side. */
  readonly peerRange?: string;
}

/** Every permission of every security group in an environment. */
export const rulesOf = (resources: readonly Block[], references: References): Rule[] =>
  resources.flatMap((resource) => {
    switch (resource.type) {
      case "aws_vpc_security_group_ingress_rule":
        return separate(resource, "in", references);
      case "aws_vpc_security_group_egress_rule":
        return separate(resource, "out", references);
      case "aws_security_group":
      case "aws_default_security_group":
        return [...inline(resource, "in", references), ...inline(resource, "out", references)];
      case "aws_eks_cluster":
        return clusterGroup(resource);
      default:
        return [];
    }
  });

function separate(resource: Block, direction: "in" | "out", references: References): Rule[] {
  const { values, stack } = resource;
  const group = references.one(values.security_group_id, stack) ?? "";
  const ports = portsOf(values.ip_protocol, values.from_port, values.to_port);
  const rule = { why: nameOf(resource), group, direction, ports };
  const range = references.literal(values.cidr_ipv4 ?? values.cidr_ipv6 ?? values.prefix_list_id, stack);
  const peer = references.one(values.referenced_security_group_id, stack);
  return [
    { ...rule, ...(range !== undefined && { peerRange: range }), ...(peer !== undefined && { peerGroup: peer }) },
  ];
}

/** Rules written inside the group itself. */
function inline(resource: Block, direction: "in" | "out", references: References): Rule[] {
  const group = `${nameOf(resource)}.id`;
  const { stack } = resource;
  return blocksIn(resource.values, direction === "in" ? "ingress" : "egress").flatMap((written) => {
    const rule = {
      why: nameOf(resource),
      group,
      direction,
      ports: portsOf(written.protocol, written.from_port, written.to_port),
    };
    const ranges = [...textsOf(written.cidr_blocks), ...textsOf(written.ipv6_cidr_blocks)];
    return [
      ...ranges.map((range): Rule => ({ ...rule, peerRange: references.literal(range, stack) ?? range })),
      ...references.resolve(written.security_groups, stack).map((peer): Rule => ({ ...rule, peerGroup: peer })),
      ...(written.self === true ? [{ ...rule, peerGroup: group }] : []),
    ];
  });
}

/** Name of the group that EKS makes for the control plane and the nodes. */
export const clusterGroupOf = (cluster: Block): string => `${nameOf(cluster)}.vpc_config[0].cluster_security_group_id`;

/** EKS lets the members of its own group reach each other, and anything, on every port. Nobody writes that down. */
function clusterGroup(cluster: Block): Rule[] {
  const group = clusterGroupOf(cluster);
  const why = `${nameOf(cluster)} (the security group that EKS makes`;
  return [
    { why: `${why} admits its members)`, group, direction: "in", ports: EVERY_PORT, peerGroup: group },
    { why: `${why} lets everything out)`, group, direction: "out", ports: EVERY_PORT, peerRange: "0.0.0.0/0" },
  ];
}

/** Ports of a listener annotation, `[{"HTTP": 80}, {"HTTPS": 443}]`. */
export const listenerPorts = (annotation: unknown): readonly number[] =>
  typeof annotation === "string"
    ? (JSON.parse(annotation) as Readonly<Record<string, number>>[]).flatMap((one) => Object.values(one))
    : [];

/** Annotations of an ingress for the AWS Load Balancer Controller, without their prefix. */
export const albAnnotations = (ingress: Block): Readonly<Record<string, string>> => {
  const annotations = blockIn(blockIn(ingress.values, "metadata"), "annotations");
  const prefix = "alb.ingress.kubernetes.io/";
  const own = Object.entries(annotations).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), text(value) ?? ""]));
};
