import { PODS, RESTARTS } from "./restarts";
import { GONE, type Row } from "./row";

/** What is interrupted when it goes, and how to go about it. */
const INTERRUPTED: readonly (readonly [types: readonly string[], what: string, advice: string])[] = [
  [
    ["aws_eks_cluster"],
    "the cluster and everything that runs on it stop",
    "Make a second cluster and move the workloads instead.",
  ],
  [
    ["aws_eks_node_group"],
    "its nodes are drained and their pods start elsewhere or wait",
    "Make the new node group first, under another name, and remove this one when its pods have moved.",
  ],
  [
    ["aws_eks_addon"],
    "the add-on is uninstalled",
    "Pods may lose network, names or volumes while it is away; replace it outside of working hours.",
  ],
  [
    ["aws_lb", "aws_lb_listener", "aws_lb_target_group", "aws_alb", "kubernetes_ingress_v1", "kubernetes_ingress"],
    "requests are not served until its successor is ready, and its address may change",
    "Lower the TTL of the DNS records that name it before you apply.",
  ],
  [
    ["aws_nat_gateway", "aws_eip"],
    "connections to the internet break, and their source address changes",
    "Tell those who allow-list the address.",
  ],
  [
    [
      "aws_vpc",
      "aws_subnet",
      "aws_internet_gateway",
      "aws_route_table",
      "aws_route",
      "aws_route_table_association",
      "aws_vpc_endpoint",
      "aws_network_acl",
    ],
    "what is in it cannot be reached, or reaches nothing",
    "Make sure that nothing runs there: addresses in use also block the deletion.",
  ],
  [
    [
      "aws_security_group",
      "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule",
      "aws_security_group_rule",
    ],
    "traffic that it admitted is refused",
    "Make sure that nothing needs it, or that another rule admits the same.",
  ],
  [
    ["aws_instance"],
    "the machine stops, and its root volume goes",
    "Make sure that what must stay is on another volume.",
  ],
  [["aws_rds_cluster_instance", "aws_volume_attachment"], "what uses it stops", "Stop the applications first."],
  [
    [...PODS, "kubernetes_service_v1", "kubernetes_service", "helm_release"],
    "what it runs stops",
    "Make sure that nothing uses it, or apply outside of working hours.",
  ],
];

/** What stops or restarts something. */
export const DOWNTIMES: readonly Row[] = [
  ...INTERRUPTED.map(([types, what, advice]): Row => ({ group: "downtime", types, on: GONE, what, advice })),
  ...RESTARTS,
];
