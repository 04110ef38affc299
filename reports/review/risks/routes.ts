import { isInternet } from "../../built/ranges";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, textsOf, type Values, valueAt } from "../../synthesized";
import type { Around } from "./around";
import type { Risk } from "./row";

const ADVICE =
  "What is in the subnet can be reached from the internet as soon as it has a public address; use a NAT gateway to let it out.";

/** A route to an internet gateway, or a subnet that gets one: private subnets that become public. */
export function routeRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, action } = change;
  if (action === "delete" || action === "forget" || action === "no-op" || !change.after) return [];
  switch (type) {
    case "aws_route":
      return leadsOut(change, "after", around) && !leadsOut(change, "before", around) && !isTableNew(change, around)
        ? [risk("its subnets get a route to an internet gateway", ["gateway_id", "route_table_id", "destination_"])]
        : [];
    case "aws_route_table":
    case "aws_default_route_table":
      return (action !== "create" || type === "aws_default_route_table") &&
        tableLeadsOut(change, "after", around) &&
        !tableLeadsOut(change, "before", around)
        ? [risk("its subnets get a route to an internet gateway", ["route"])]
        : [];
    case "aws_route_table_association":
    case "aws_main_route_table_association":
      return associationRisks(change, around);
    default:
      return /^aws_\w+_subnet_group$/.test(type) ? subnetGroupRisks(change, around) : [];
  }
}

const risk = (what: string, attributes: readonly string[], detail?: string): Risk => ({
  group: "exposure",
  what,
  ...(detail ? { detail } : {}),
  advice: ADVICE,
  attributes,
});

type Side = "before" | "after";

/** Whether a route leads the internet's addresses to an internet gateway. */
function leadsOut(route: ResourceChange, side: Side, around: Around): boolean {
  const values = route[side];
  if (!values || !isToInternet(values)) return false;
  return (
    isGateway(values.gateway_id ?? null) ||
    (values.gateway_id === UNKNOWN && refersToGateway(route, "gateway_id", around))
  );
}

const isToInternet = (route: Values): boolean =>
  Boolean(route.destination_prefix_list_id) || // which may hold any range
  [route.destination_cidr_block, route.destination_ipv6_cidr_block, route.cidr_block, route.ipv6_cidr_block].some(
    (range) => range === UNKNOWN || (typeof range === "string" && isInternet(range)),
  );

const isGateway = (id: unknown): boolean => typeof id === "string" && /^igw-/.test(id);

const refersToGateway = (change: ResourceChange, argument: string, around: Around): boolean =>
  around.target(change, argument).some(({ type }) => type === "aws_internet_gateway");

/** Whether a table has a route to an internet gateway, of its own or as a resource. */
function tableLeadsOut(table: ResourceChange, side: Side, around: Around): boolean {
  const inline = blocksIn(table[side] ?? {}, "route").some(
    (route) =>
      isToInternet(route) &&
      (isGateway(route.gateway_id) || (route.gateway_id === UNKNOWN && refersToGateway(table, "route", around))),
  );
  return (
    inline ||
    around
      .ofType("aws_route")
      .some((route) => leadsOut(route, side, around) && around.target(route, "route_table_id", side).includes(table))
  );
}

/** A route in a table that is made with it opens nothing that was there. */
const isTableNew = (route: ResourceChange, around: Around): boolean =>
  route.action === "create" && around.target(route, "route_table_id").some(({ action }) => action === "create");

function associationRisks(change: ResourceChange, around: Around): Risk[] {
  const { action, before, after } = change;
  const isNewSubnet = around.target(change, "subnet_id").some((subnet) => subnet.action === "create");
  if (action === "create" && isNewSubnet) return [];
  if (valueAt(before, "route_table_id") === valueAt(after, "route_table_id")) return [];
  const tables = around.target(change, "route_table_id");
  const attributes = ["route_table_id", "subnet_id"];
  if (tables.length === 0)
    return action === "create" &&
      around.isConfigured(change, "route_table_id") !== true &&
      valueAt(after, "route_table_id") === UNKNOWN
      ? []
      : [risk("its subnet gets a route table that this plan does not show", attributes, String(after?.route_table_id))];
  return tables.some((table) => tableLeadsOut(table, "after", around))
    ? [risk("its subnet becomes public", attributes)]
    : [];
}

function subnetGroupRisks(change: ResourceChange, around: Around): Risk[] {
  if (!change.before) return [];
  const old = textsOf(change.before.subnet_ids);
  const added = around
    .target(change, "subnet_ids")
    .filter((subnet) => !old.includes(String(subnet.before?.id ?? subnet.after?.id)));
  const open = added.filter((subnet) => isPublicSubnet(subnet, around));
  return open.length > 0
    ? [risk("it gets subnets that are public", ["subnet_ids"], open.map(({ address }) => address).join(", "))]
    : [];
}

const isPublicSubnet = (subnet: ResourceChange, around: Around): boolean =>
  valueAt(subnet.after, "map_public_ip_on_launch") === true ||
  around
    .ofType("aws_route_table_association")
    .filter((association) => around.target(association, "subnet_id").includes(subnet))
    .some((association) =>
      around.target(association, "route_table_id").some((table) => tableLeadsOut(table, "after", around)),
    );
