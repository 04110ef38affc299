import type { Environment } from "./schema";

/** What follows the region in a zone's name: `a` for `us-east-1a`. Part of the names of everything that is in the zone. */
export const zoneKey = ({ region }: Pick<Environment, "region">, zone: string): string => zone.replace(region, "");

/** The zones of the network, in the order of their names: the order in which they are written does not matter. */
export const zonesOf = ({ network }: Pick<Environment, "network">): string[] => Object.keys(network.zones).sort();

/** What follows the region in the names of all zones, in their order. */
export const zoneKeysOf = (environment: Pick<Environment, "region" | "network">): string[] =>
  zonesOf(environment).map((zone) => zoneKey(environment, zone));

/** Zones that have a NAT gateway, in the order of their names. */
export function natZonesOf({ network }: Pick<Environment, "network">): string[] {
  const zones = zonesOf({ network });
  return { none: [], single: [network.natZone ?? zones[0] ?? ""], "per-zone": zones }[network.nat];
}

/** Zone of Jenkins and its data volume. */
export const jenkinsZoneOf = ({ network, delivery }: Pick<Environment, "network" | "delivery">): string =>
  delivery?.jenkins?.zone ?? zonesOf({ network })[0] ?? "";

/** One Auto Scaling group: the part of a node group that is in one zone. */
export interface ZonedNodeGroup {
  /** Key of the node group in the environment file. */
  readonly group: string;
  readonly zone: string;
}

/** Every node group in each of its zones, in the order of the groups' names and then of the zones'. */
export const zonedNodeGroups = ({ network, cluster }: Pick<Environment, "network" | "cluster">): ZonedNodeGroup[] =>
  Object.entries(cluster?.nodeGroups ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([group, { zones = zonesOf({ network }) }]) => [...zones].sort().map((zone) => ({ group, zone })));
