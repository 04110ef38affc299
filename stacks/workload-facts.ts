import { subnetField } from "../contracts/network";
import type { Environment } from "../environments/schema";
import { natZonesOf, zonedNodeGroups, zoneKey, zoneKeysOf } from "../environments/zones";
import { groupOf, type IngressGroup, type LoadBalancerAccessProps, type NodePlace } from "../modules/apps";
import { NODE_GROUP_LABEL } from "../modules/eks";
import type { MonitoringProps } from "../modules/monitoring";

type Apps = NonNullable<Environment["workloads"]>["apps"];

/** The load balancers of an environment: who may use each (all whom the network admits, unless it says), and the ports of the apps behind it. */
export function groupsOf(apps: Apps, everybody: readonly string[]): LoadBalancerAccessProps["groups"] {
  const groups: Record<string, { allowedCidrs: readonly string[]; ports: number[] }> = {};
  for (const [name, { ingress, port, service }] of Object.entries(apps)) {
    if (!ingress) continue;
    const target = ingress.targetType === "instance" ? service.nodePort : port;
    const group = groupOf(name, ingress);
    groups[group] ??= { allowedCidrs: ingress.allowedCidrs ?? everybody, ports: [] };
    if (target !== undefined) groups[group].ports.push(target);
  }
  return groups;
}

/**
 * The ingress groups of an environment: the scheme that their ingresses agree on, the namespaces these are in, and a subnet in every
 * zone. These are read by zone and not as the network's lists, which still have those of a zone that is about to go.
 *
 * @param read reads what the network publishes of zones
 */
export function ingressGroups(
  environment: Environment,
  read: (zones: string[]) => Readonly<Record<string, string>>,
): Record<string, IngressGroup> {
  const groups = new Map<string, IngressGroup>();
  for (const [name, { ingress, namespace = name }] of Object.entries(environment.workloads?.apps ?? {})) {
    if (!ingress) continue;
    const group = groupOf(name, ingress);
    const { scheme, namespaces } = groups.get(group) ?? { scheme: ingress.scheme, namespaces: [] };
    const subnetIds = subnetsIn(zoneKeysOf(environment), scheme === "internal" ? "private" : "public", read);
    groups.set(group, { scheme, namespaces: [...namespaces, namespace], subnetIds });
  }
  return Object.fromEntries(groups);
}

function subnetsIn(
  zones: string[],
  tier: Parameters<typeof subnetField>[0],
  read: (zones: string[]) => Readonly<Record<string, string>>,
): string[] {
  const published = read(zones);
  return zones.map((zone) => published[subnetField(tier, zone)] as string);
}

/** Whether other apps are behind the load balancer of an app. */
export const isShared = (apps: Apps, app: string): boolean => {
  const groups = Object.entries(apps).flatMap(([name, { ingress }]) => (ingress ? [groupOf(name, ingress)] : []));
  const ingress = apps[app]?.ingress;
  return ingress !== undefined && groups.filter((group) => group === groupOf(app, ingress)).length > 1;
};

/** What monitoring has to know of the applications. */
export const watchedApps = (apps: Apps): MonitoringProps["apps"] =>
  Object.entries(apps).map(([name, { namespace = name, scrape, volumes }]) => ({
    name,
    namespace,
    scraped: scrape !== undefined,
    persistent: Object.keys(volumes).length > 0,
  }));

/** Ranges of the subnets, in zone order. */
export function subnetRanges({ network: { zones } }: Environment): { publicCidrs: string[]; privateCidrs: string[] } {
  const sorted = Object.keys(zones)
    .sort()
    .flatMap((zone) => zones[zone] ?? []);
  return { publicCidrs: sorted.map((zone) => zone.public), privateCidrs: sorted.map((zone) => zone.private) };
}

/** What follows the region in the names of the zones that have a NAT gateway, in zone order. */
export const natZones = (environment: Environment): string[] =>
  natZonesOf(environment).map((zone) => zoneKey(environment, zone));

/** What the Auto Scaling groups are called in alarms, in the order in which the cluster names them: `workers-a`. */
export const nodeGroupNames = (environment: Environment): string[] =>
  zonedNodeGroups(environment).map(({ group, zone }) => `${group}-${zoneKey(environment, zone)}`);

/** Effects of taints in the words of Kubernetes; EKS has its own. */
const EFFECTS = { NO_SCHEDULE: "NoSchedule", NO_EXECUTE: "NoExecute", PREFER_NO_SCHEDULE: "PreferNoSchedule" } as const;

/** The nodes of a node group, as pods choose them. */
export function nodesOf({ cluster }: Environment, group: string): NodePlace {
  const { taints = [] } = cluster?.nodeGroups[group] ?? {};
  return {
    labels: { [NODE_GROUP_LABEL]: group },
    taints: taints.map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] })),
  };
}

/** Pipelines of Jenkins that roll an app out, by name. */
export const pipelinesOf = ({ delivery }: Environment, app: string): string[] =>
  Object.entries(delivery?.jenkins?.pipelines ?? {})
    .flatMap(([name, pipeline]) => (pipeline.app === app ? [name] : []))
    .sort();
