import { type InstanceType, instanceType } from "../instance-types";
import type { KeyPath, Problem } from "../problem";
import { mebibytes, millicores } from "../quantities";
import type { Environment } from "../schema";

export type NodeGroup = NonNullable<Environment["cluster"]>["nodeGroups"][string];
export type Apps = NonNullable<Environment["workloads"]>["apps"];
export type App = Apps[string];

/**
 * What the system's pods ask for together, in millicores and MiB, as their add-ons and charts set it: on each node, once in the
 * cluster, and for monitoring the same again. A test adds up what the stacks really ask for.
 */
export const SYSTEM_REQUESTS = {
  perNode: { cpu: 300, memory: 360 },
  once: { cpu: 670, memory: 1310 },
  monitoringPerNode: { cpu: 10, memory: 32 },
  monitoring: { cpu: 180, memory: 816 },
} as const;

/** Most pods of an app. */
export const podsOfApp = ({ autoscaling, replicas }: App): number => autoscaling?.max ?? replicas;

/** The two amounts that pods ask for, and what a node of a group offers: as much as its smallest instance type does. */
const AMOUNTS = {
  cpu: {
    of: ({ requests }: App["resources"]) => millicores(requests.cpu),
    offered: (type: InstanceType) => allocatableMillicores(type),
    unit: "m",
  },
  memory: {
    of: ({ requests }: App["resources"]) => mebibytes(requests.memory),
    offered: (type: InstanceType) => allocatableMebibytes(type),
    unit: "Mi",
  },
} as const;

/** Nodes that pods may be on. */
export interface Nodes {
  readonly groups: readonly NodeGroup[];
  readonly isMonitored: boolean;
  /** Key of the groups. */
  readonly path: KeyPath;
  /** Whether the pods of which there are some in a cluster, and not one on each node, are on these. */
  readonly holdSystem: boolean;
}

/** Each app's pod fits an empty node, and all of them together with the system's fit the nodes of max. */
export function* checkSizes(apps: Apps, nodes: Nodes): Generator<Problem> {
  const { groups } = nodes;
  for (const [name, { of, offered, unit }] of Object.entries(AMOUNTS)) {
    const key = name as keyof typeof AMOUNTS;
    const offers = (group: NodeGroup) =>
      Math.min(...group.instanceTypes.map((type) => offered(instanceType(type) as InstanceType)));
    const largest = Math.max(...groups.map(offers));
    const tooLarge = Object.entries(apps).filter(([, { resources }]) => of(resources) > largest);
    for (const [app, { resources, nodeGroup }] of tooLarge)
      yield {
        path: ["workloads", "apps", app, "resources", "requests", key],
        message: `${resources.requests[key]} is more than the largest node${nodeGroup === undefined ? "" : ` of ${nodeGroup}`} offers (${Math.floor(largest)}${unit}); write less, or larger instance types`,
      };
    if (tooLarge.length === 0) yield* checkSum(key, apps, nodes, offers);
  }
}

/** The system's pods fit the nodes of desired; with those of the apps, however they are spread, the nodes of max. */
function* checkSum(
  key: keyof typeof AMOUNTS,
  apps: Apps,
  { groups, isMonitored, path, holdSystem }: Nodes,
  offers: (group: NodeGroup) => number,
): Generator<Problem> {
  const { of, unit } = AMOUNTS[key];
  const { perNode, once, monitoringPerNode, monitoring } = SYSTEM_REQUESTS;
  const taken = perNode[key] + (isMonitored ? monitoringPerNode[key] : 0);
  const free = (group: NodeGroup) => Math.max(0, offers(group) - taken);
  const room = (nodes: "desired" | "max") => groups.reduce((sum, group) => sum + group[nodes] * free(group), 0);
  const ofSystem = holdSystem ? once[key] + (isMonitored ? monitoring[key] : 0) : 0;
  const wanted = Object.values(apps).reduce((sum, app) => sum + podsOfApp(app) * of(app.resources), ofSystem);
  if (wanted > room("max"))
    yield {
      path,
      message: `all pods ask for ${Math.ceil(wanted)}${unit} of ${key}, and the nodes of max offer ${Math.floor(room("max"))}${unit} besides their own; write a higher max, larger instance types, fewer replicas or smaller requests`,
    };
  else if (ofSystem > room("desired"))
    yield {
      path,
      message: `the pods of the system ask for ${ofSystem}${unit} of ${key}, and the nodes of desired offer ${Math.floor(room("desired"))}${unit} besides their own; write a higher desired, or larger instance types`,
    };
  else
    for (const [name, app] of Object.entries(apps)) {
      const places = groups.reduce((sum, group) => sum + group.max * Math.floor(free(group) / of(app.resources)), 0);
      if (podsOfApp(app) > places)
        yield {
          path: ["workloads", "apps", name, "resources", "requests", key],
          message: `${app.resources.requests[key]} leaves room for ${places} pods on the nodes of max, and there are ${podsOfApp(app)}; write less, a higher max or larger instance types`,
        };
    }
}

/** What nodeadm leaves to pods: 6 % of the first core, 1 % of the second, 0.5 % of two more and 0.25 % of the rest are reserved. */
export const allocatableMillicores = ({ vcpu }: InstanceType): number =>
  vcpu * 1000 -
  (60 + 10 * Math.min(1, vcpu - 1) + 5 * Math.max(0, Math.min(2, vcpu - 2)) + 2.5 * Math.max(0, vcpu - 4));

/** nodeadm reserves 255 MiB and 11 MiB for each pod it has an address for; the kubelet evicts below 100 MiB; the kernel keeps about 6 % (3.77 of 4 GiB remain). */
export const allocatableMebibytes = ({ memoryGib, addressablePods }: InstanceType): number =>
  memoryGib * 1024 * 0.94 - 255 - 11 * addressablePods - 100;
