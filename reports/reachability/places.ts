import { ingressGroupsIn, loadBalancersIn } from "../built/apps";
import { type Built, keyOf, textAt } from "../built/built";
import { lookUp } from "../built/look-up";
import { isInternet, isWithin } from "../built/ranges";
import { type Thing, thingsIn } from "../built/things";
import { type Block, toList } from "../synthesized";
import { listenersOf } from "./made-rules";
import { INTERNET, isNodes, type Place } from "./place";
import { podPlacesIn } from "./pods";
import { policiesIn, rangesAdmittedBy } from "./policies";
import { publicAddressesOf } from "./public-addresses";
import type { Rule } from "./rule";

/** Types that are places, from the outside inwards; pods come behind their nodes. */
const ORDER = [
  "kubernetes_ingress_v1",
  "aws_lb",
  "aws_eks_node_group",
  "aws_instance",
  "aws_db_instance",
  "aws_elasticache_replication_group",
  "aws_eks_cluster",
  "aws_vpc_endpoint",
];

/** Every place of an environment, from the internet inwards. */
export function placesIn(built: Built, rules: readonly Rule[]): Place[] {
  const things = [...loadBalancersIn(built), ...thingsIn(built)].filter(({ block }) => ORDER.includes(block.type));
  const inside = ORDER.flatMap((type) => things.filter(({ block }) => block.type === type)).map((thing) =>
    placeOf(thing, things, built),
  );
  const nodes = inside.filter(isNodes);
  const last = inside.findLastIndex(isNodes) + 1;
  return [
    outside(INTERNET, ["0.0.0.0/0"]),
    ...namedRanges(built, rules).map((range) => outside(range, [range])),
    ...inside.slice(0, last),
    ...podPlacesIn(built, nodes),
    ...inside.slice(last),
  ];
}

const outside = (name: string, ranges: readonly string[]): Place => ({
  name,
  block: undefined,
  groups: [],
  subnets: [],
  ranges,
  publicBy: [],
});

function placeOf(thing: Thing, all: readonly Thing[], built: Built): Place {
  const { block, groups, subnets } = thing;
  const answersOn = portsOf(block, built);
  return {
    name: nameOf(thing, all),
    block,
    groups: groups.length === 0 && block.type === "kubernetes_ingress_v1" ? [keyOf(block)] : groups.map(keyOf),
    subnets,
    ranges: subnets.flatMap((subnet) => built.known(subnet.values.cidr_block, subnet) ?? []),
    publicBy: publicAddressesOf(thing, built),
    ...(answersOn && { answersOn }),
  };
}

/** The title, or where several have the same one: of load balancers with what they are for, of others with the address. */
function nameOf({ title, lines, block }: Thing, all: readonly Thing[]): string {
  const others = all.filter((other) => other.title === title && other.block !== block);
  if (others.length === 0) return title;
  const purpose = lines.join(" ");
  const isTold = BALANCERS.includes(block.type) && others.every((other) => other.lines.join(" ") !== purpose);
  return isTold ? `${title} ${purpose}` : `${title} (${keyOf(block)})`;
}

const BALANCERS = ["kubernetes_ingress_v1", "aws_lb"];

/** TCP ports that something listens on, where the JSON says it. */
function portsOf(block: Block, built: Built): number[] | undefined {
  if (block.type === "kubernetes_ingress_v1") {
    const group = ingressGroupsIn(built).find(([first]) => first === block);
    return listenersOf(group ?? []);
  }
  if (block.type === "aws_lb") {
    const listeners = built
      .ofType("aws_lb_listener")
      .filter((one) => built.follow(one, "load_balancer_arn").includes(block));
    return listeners.map(({ values }) => Number(values.port));
  }
  const port = STORES.includes(block.type) ? textAt(block, "port") : undefined;
  return port === undefined ? undefined : [Number(port)];
}

const STORES = ["aws_db_instance", "aws_elasticache_replication_group"];

/** Ranges that are let in, and are neither the internet nor in the VPC: offices, VPNs, partners. */
function namedRanges(built: Built, rules: readonly Rule[]): string[] {
  const ranges = [
    ...rules.flatMap(({ direction, peers }) => (direction === "in" ? peers.ranges : [])),
    ...built
      .ofType("aws_eks_cluster")
      .filter((cluster) => String(lookUp(cluster, "vpc_config.endpoint_public_access").value) !== "false")
      .flatMap((cluster) => toList(lookUp(cluster, "vpc_config.public_access_cidrs").value).map(String)),
    ...policiesIn(built).flatMap(rangesAdmittedBy),
  ];
  const own = built.ofType("aws_vpc").flatMap((vpc) => built.known(vpc.values.cidr_block, vpc) ?? []);
  const isNamed = (range: string) => !isInternet(range) && !own.some((vpc) => isWithin(range, vpc));
  return [...new Set(ranges)].filter(isNamed).sort();
}
