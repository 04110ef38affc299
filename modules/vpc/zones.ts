import type { VpcProps, Zone } from "./props";

/** A zone with the short name that its resources carry. */
export interface NamedZone extends Zone {
  /** What follows the region: `a` for `us-east-1a`, `bos-1a` for the local zone `us-east-1-bos-1a`. */
  readonly key: string;
}

/** Zones in the order of their names, so that the order in which they are written does not matter. */
export const sortZones = ({ region, zones }: Pick<VpcProps, "region" | "zones">): NamedZone[] =>
  zones
    .map((zone) => ({ ...zone, key: zone.name.replace(region, "").replace(/^-/, "") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Where NAT gateways are. */
export interface NatPlan extends Pick<VpcProps, "nat" | "natZone"> {
  readonly zones: readonly NamedZone[];
}

/** Zones that get a NAT gateway. Throws when the one that is named is not a zone here. */
export function natZones({ nat, natZone, zones }: NatPlan): readonly NamedZone[] {
  if (nat === "none") return [];
  if (nat === "per-zone") return zones;
  const named = zones.find(({ name }) => name === (natZone ?? zones[0]?.name));
  if (!named) throw new Error(`natZone: ${natZone} is not one of ${zones.map(({ name }) => name).join(", ")}`);
  return [named];
}

/** The zone whose NAT gateway a zone's private subnet uses, or none. */
export const natZoneOf = (zone: NamedZone, plan: NatPlan): NamedZone | undefined =>
  plan.nat === "per-zone" ? zone : natZones(plan)[0];
