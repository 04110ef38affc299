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

/** Zones that get a NAT gateway. */
export function natZones(nat: VpcProps["nat"], zones: readonly NamedZone[]): readonly NamedZone[] {
  if (nat === "none") return [];
  return nat === "single" ? zones.slice(0, 1) : zones;
}

/** The zone whose NAT gateway a zone's private subnet uses, or none. */
export const natZoneOf = (zone: NamedZone, nat: VpcProps["nat"], zones: readonly NamedZone[]): NamedZone | undefined =>
  nat === "per-zone" ? zone : natZones(nat, zones)[0];
