import type { Block, SynthesizedEnvironment } from "../synthesized";
import { controllerRules, directPaths, nodePortPaths, type Path } from "./paths";
import type { Place, Role, Whole } from "./place";
import { placesOf } from "./places";
import { portsText } from "./ports";
import { nameOf, References } from "./references";
import { subnetsOf } from "./routes";
import { type Rule, rulesOf } from "./rules";

/** One way that something can be reached. */
export interface Way {
  /** `tcp 443`, `tcp 1024-65535` or `every port`. */
  readonly ports: string;
  /** What opens it, from source to target, as `<stack>/<address>`. */
  readonly chain: readonly string[];
}

/** What one place may reach at another. No ways means: nothing. */
export interface Cell {
  readonly from: string;
  readonly to: string;
  readonly ways: readonly Way[];
}

/** Who can reach which port, read from the JSON of one environment. */
export interface Reachability {
  readonly places: readonly { readonly name: string; readonly role: Role; readonly ranges: readonly string[] }[];
  /** Every pair of different places, and those among nodes and pods, in the order of the places. */
  readonly cells: readonly Cell[];
  /**
   * What may open or close something and is not understood here: types that are not read, places whose subnets or
   * security groups cannot be told. Unless it is empty, the matrix is not to be trusted.
   */
  readonly notUnderstood: readonly string[];
}

/**
 * Computes who can reach which port. A way is there when every layer lets it through: the route (a public address for
 * what comes from outside, a gateway for what goes out), the source's security groups, the target's, and the network
 * policies of pods on either side. Paths over something in between are theirs, except node ports, which are followed to
 * the pods behind them.
 */
export function reportReachability({ stacks }: SynthesizedEnvironment): Reachability {
  const resources = stacks.flatMap((stack) => stack.resources);
  const references = new References(stacks);
  const rules = [...rulesOf(resources, references), ...controllerRules(resources)];
  const whole: Whole = { resources, references, subnets: subnetsOf(resources, references), rules };
  const places = placesOf(whole);
  return {
    places: places.map(({ name, role, ranges }) => ({ name, role, ranges })),
    cells: places.flatMap((from) =>
      places.filter((to) => isAsked(from, to)).map((to) => cell(from, to, places, whole)),
    ),
    notUnderstood: [
      ...resources.filter(isForeign).map(nameOf),
      ...places.flatMap(unclear),
      ...rules.flatMap(unclearRule),
    ],
  };
}

/** A place that cannot be told would look closed, which is the worst of mistakes here. */
function unclear({ name, role, subnets, groups }: Place): string[] {
  if (role === "internet" || role === "office") return [];
  return [
    ...(subnets.length === 0 ? [`${name}: its subnets cannot be told`] : []),
    ...(groups.length === 0 || groups.some(isUnresolved) ? [`${name}: its security groups cannot be told`] : []),
  ];
}

const unclearRule = ({ why, group, peerGroup = "", peerRange = "" }: Rule): string[] =>
  group === "" || [group, peerGroup, peerRange].some(isUnresolved) ? [`${why}: whom it is about cannot be told`] : [];

const isUnresolved = (reference: string): boolean => reference.includes("${") || reference.includes("/output.");

const isAsked = (from: Place, to: Place): boolean =>
  to.role !== "office" && (from !== to || from.role === "nodes" || from.role === "pods");

function cell(from: Place, to: Place, places: readonly Place[], whole: Whole): Cell {
  const nodes = places.filter(({ role }) => role === "nodes");
  const toNodes = to.role === "pods" ? nodes.flatMap((node) => directPaths(from, node, whole)) : [];
  const paths = [...directPaths(from, to, whole), ...nodePortPaths(from, to, whole, toNodes, nodes)];
  return { from: from.name, to: to.name, ways: distinct(paths) };
}

/** Each way once, in an order that does not depend on that of the stacks. */
function distinct(paths: readonly Path[]): Way[] {
  const ways = paths.map(({ ports, chain }) => ({ ports: portsText(ports), chain }));
  const byText = new Map(ways.map((way) => [JSON.stringify(way), way]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
}

/** Types that change who reaches what, and that this report does not read. */
const FOREIGN =
  /^aws_(security_group_rule|network_acl(_rule)?|network_interface(_sg_attachment)?|vpc_peering_connection|ec2_transit_gateway.*|vpn_.*|alb|elb|vpclattice_.*|networkfirewall_.*|ec2_managed_prefix_list)$/;

const isForeign = ({ type, values }: Block): boolean =>
  FOREIGN.test(type) || (type === "aws_route_table" && values.route !== undefined);
