import { type Block, blocksIn, type Json, references, toGroup, type Values } from "../../synthesized";
import { forType, referring, resourcesOf, when } from "../checks";
import { type Context, judged, type Rule } from "../rule";

const uses = (value: Json | undefined): string[] => references(value ?? null).map(({ address }) => address);

/** A way out of a route table, and where it is written. */
interface Route {
  readonly values: Values;
  readonly pointer: string;
}

/** The routes of tables: each in a resource of its own, or inside of its table. */
const routesOf = (tables: readonly string[], block: Block, context: Context): Route[] =>
  resourcesOf(block, context).flatMap(({ type, address, values, pointer }): Route[] => {
    if (type === "aws_route")
      return uses(values.route_table_id).some((table) => tables.includes(table)) ? [{ values, pointer }] : [];
    return tables.includes(address)
      ? blocksIn(values, "route").map((route, i) => ({ values: route, pointer: `${pointer}/route/${i}` }))
      : [];
  });

/** The tables of a subnet; without one it has that of its VPC. */
function tablesOf(block: Block, context: Context): string[] {
  const own = referring(block, "aws_route_table_association", context);
  if (own.length > 0) return own.flatMap(({ values }) => uses(values.route_table_id));
  return resourcesOf(block, context).flatMap(({ type, address, values }) =>
    type === "aws_default_route_table"
      ? [address]
      : type === "aws_main_route_table_association"
        ? uses(values.route_table_id)
        : [],
  );
}

/** Gateways that let nobody in from outside. Whatever else stands there may be one to the internet. */
const isInner = (gateway: Json | undefined): boolean =>
  gateway === undefined ||
  gateway === null ||
  gateway === "" || // what a plan says of a route that is there and leads elsewhere
  gateway === "local" ||
  (uses(gateway).length > 0 && uses(gateway).every((address) => /^aws_(vpc_endpoint|vpn_gateway)\./.test(address)));

export const privateSubnetNoWayIn: Rule = {
  id: "private-subnet-no-way-in",
  requirement: "A private subnet has no route to the internet gateway.",
  why: "Nodes and data stores would be reachable from outside as soon as they had an address.",
  controls: { "cis-eks": ["5.4.3"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Route 0.0.0.0/0 of its route table to a NAT gateway.",
  severity: "high",
  check: forType(
    "aws_subnet",
    when(
      ({ values }) => toGroup(values.tags)["kubernetes.io/role/internal-elb"] !== undefined,
      (block, context) => {
        const routes = routesOf(tablesOf(block, context), block, context);
        const open = routes.find(({ values }) => !isInner(values.gateway_id));
        const shown = open ?? routes[0] ?? block;
        return judged(
          !open,
          shown.pointer,
          shown === block ? null : (shown.values.gateway_id ?? shown.values.nat_gateway_id ?? null),
        );
      },
    ),
  ),
};
