import type { ResourceChange } from "../plan";
import type { Json } from "../synthesized";
import type { Around, Risk } from "./risks";

/** Types that others live in or find their way by: they go last. */
const LIVED_IN = new Set([
  "aws_vpc",
  "aws_subnet",
  "aws_route_table",
  "aws_route53_zone",
  "aws_internet_gateway",
  "aws_nat_gateway",
  "aws_security_group",
  "aws_db_subnet_group",
  "aws_elasticache_subnet_group",
  "aws_lb",
  "aws_lb_target_group",
  "aws_ec2_transit_gateway",
  "aws_ec2_transit_gateway_vpc_attachment",
  "aws_vpc_peering_connection",
  "aws_vpn_gateway",
  "aws_network_acl",
  "aws_efs_file_system",
  "aws_ebs_volume",
  "aws_network_interface",
  "aws_vpc_endpoint",
  "aws_ec2_managed_prefix_list",
  "aws_memorydb_subnet_group",
  "aws_redshift_subnet_group",
  "aws_docdb_subnet_group",
  "aws_neptune_subnet_group",
  "aws_dax_subnet_group",
]);

/** What goes although something that stays still names it: readers change before what they read goes. */
export function isNamedByOthers(change: ResourceChange, around: Around): Risk[] {
  const id = change.before?.id;
  if (!isGoing(change) || change.deposed || !LIVED_IN.has(change.type) || typeof id !== "string") return [];
  const readers =
    readersOf(around)
      .get(id)
      ?.filter((address) => address !== change.address) ?? [];
  return readers.length === 0
    ? []
    : [
        {
          group: "downtime",
          what: "others in this plan still use it",
          detail: readers.slice(0, 5).join(", "),
          advice: "Change those that use it first, apply that, and only then remove it.",
          isGated: true,
        },
      ];
}

/** A successor has another id: who names the old one by hand keeps it. */
const isGoing = ({ action }: ResourceChange): boolean => action === "delete" || action === "replace";

const READERS = new WeakMap<Around, ReadonlyMap<string, readonly string[]>>();

/** Addresses of what stays, by the ids of goners that it names. Looks through the plan once. */
function readersOf(around: Around): ReadonlyMap<string, readonly string[]> {
  const known = READERS.get(around);
  if (known) return known;
  const goners = new Set(
    around.changes.flatMap((change) =>
      isGoing(change) && LIVED_IN.has(change.type) && typeof change.before?.id === "string" ? [change.before.id] : [],
    ),
  );
  const readers = new Map<string, string[]>();
  if (goners.size === 0) return readers;
  for (const change of around.changes)
    for (const [argument, value] of Object.entries(change.after ?? {}))
      for (const id of textsIn(value))
        if (goners.has(id) && isWritten(change, argument, around)) {
          const own = readers.get(id);
          if (!own) readers.set(id, [change.address]);
          else if (!own.includes(change.address)) own.push(change.address);
        }
  READERS.set(around, readers);
  return readers;
}

/** A route or rule of its own shows in its table or group, too, and goes with what it leads to. */
const isWritten = (change: ResourceChange, argument: string, around: Around): boolean =>
  argument !== "id" && around.isConfigured(change, argument) !== false;

const textsIn = (value: Json): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
