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
]);

/** What goes although something that stays still names it: readers change before what they read goes. */
export function isNamedByOthers(change: ResourceChange, around: Around): Risk[] {
  const id = change.before?.id;
  if (change.action !== "delete" || change.deposed || !LIVED_IN.has(change.type) || typeof id !== "string") return [];
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

const READERS = new WeakMap<Around, ReadonlyMap<string, readonly string[]>>();

/** Addresses of what stays, by the ids of goners that it names. Looks through the plan once. */
function readersOf(around: Around): ReadonlyMap<string, readonly string[]> {
  const known = READERS.get(around);
  if (known) return known;
  const goners = new Set(
    around.changes.flatMap(({ type, action, before }) =>
      action === "delete" && LIVED_IN.has(type) && typeof before?.id === "string" ? [before.id] : [],
    ),
  );
  const readers = new Map<string, string[]>();
  for (const { address, after } of around.changes)
    if (after)
      for (const id of textsIn(after))
        if (goners.has(id)) {
          const own = readers.get(id);
          if (!own) readers.set(id, [address]);
          else if (!own.includes(address)) own.push(address);
        }
  READERS.set(around, readers);
  return readers;
}

const textsIn = (value: Json): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
