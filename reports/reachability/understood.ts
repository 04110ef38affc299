import { annotation } from "../built/apps";
import type { Built } from "../built/built";
import { lookUp } from "../built/look-up";
import { gatewaysOf, internetRoutesIn } from "../built/network";
import { belongsInSubnet, thingsIn } from "../built/things";
import type { Block } from "../synthesized";
import type { Place, Whole } from "./place";
import type { Rule } from "./rule";

/** Something that may open or close something, and what of it cannot be told. */
export interface Doubt {
  readonly stack: string;
  readonly address: string;
  readonly why: string;
}

/** Types that change who reaches what, and that this report does not read. */
const UNREAD =
  /^(aws_(security_group_rule|network_acl(_rule)?|default_network_acl|network_interface(_sg_attachment)?|main_route_table_association|default_route_table|vpc_peering_connection|ec2_transit_gateway.*|vpn_.*|alb|elb|vpclattice_.*|networkfirewall_.*|rds_cluster|elasticache_(cluster|serverless_cache))|kubernetes_(manifest|ingress|service|network_policy|deployment|daemonset|stateful_set|job|cron_job|pod))$/;

/** What is not understood. While there is any, the matrix may show as closed what is open. */
export const doubtsAbout = ({ built, rules, places }: Whole): Doubt[] => [
  ...built.resources.filter(({ type }) => UNREAD.test(type)).map((block) => doubt(block, "is not read")),
  ...withoutSubnet(built).map((block) => doubt(block, "its subnets cannot be told")),
  ...places.flatMap(doubtsAboutPlace),
  ...rules.flatMap(doubtsAboutRule),
  ...internetRoutesIn(built)
    .filter((route) => gatewaysOf(route, built).length === 0)
    .map((block) => doubt(block, "leads to something that is not read")),
  ...built.resources.flatMap(doubtsAboutResource),
];

const doubt = ({ stack, address }: Block, why: string): Doubt => ({ stack, address, why });

/** A machine or data store that is in no known subnet would be missing, which looks like closed. */
function withoutSubnet(built: Built): Block[] {
  const known = new Set(thingsIn(built).flatMap(({ block, others = [] }) => [block, ...others]));
  return built.resources.filter((block) => belongsInSubnet(block) && !known.has(block));
}

const doubtsAboutPlace = ({ block, groups }: Place): Doubt[] =>
  block && groups.length === 0 ? [doubt(block, "its security groups cannot be told")] : [];

const doubtsAboutRule = ({ block, group, peers }: Rule): Doubt[] =>
  group === undefined || peers.groups.length + peers.ranges.length === 0
    ? [doubt(block, "whom it is about cannot be told")]
    : [];

function doubtsAboutResource(block: Block): Doubt[] {
  if (block.type === "aws_route_table" && block.values.route !== undefined)
    return [doubt(block, "its routes are not read")];
  if (block.type === "kubernetes_service_v1" && lookUp(block, "spec.type").value === "LoadBalancer")
    return [doubt(block, "the load balancer that is made for it is not read")];
  if (block.type === "kubernetes_ingress_v1" && annotation(block, "manage-backend-security-group-rules") === "true")
    return [doubt(block, "what the controller opens for it is not read")];
  return [];
}
