import { type InstanceType, instanceType } from "../instance-types";
import type { Problem } from "../problem";
import { mebibytes, millicores } from "../quantities";
import type { Environment } from "../schema";
import { usableAddresses } from "./ranges";

type NodeGroup = NonNullable<Environment["cluster"]>["nodeGroups"][string];
type Apps = NonNullable<Environment["workloads"]>["apps"];
type App = Apps[string];

/** Pods on every node: VPC CNI, kube-proxy, Pod Identity agent, EBS CSI node, Secrets Store CSI driver and its AWS provider. */
const PODS_PER_NODE = 6;
/** CoreDNS, EBS CSI controller and metrics server, two each. */
const CLUSTER_PODS = 6;
/** Load balancer controller (two) and cluster autoscaler. */
const WORKLOAD_PODS = 3;
/** Prometheus, Alertmanager, kube-state-metrics and Grafana; the node exporter is one more on every node. */
const MONITORING_PODS = 4;

/**
 * What these ask for together, in millicores and MiB, as their add-ons and charts set it: on each node, once in the cluster,
 * and for monitoring the same again. A test adds up what the stacks really ask for.
 */
export const SYSTEM_REQUESTS = {
  perNode: { cpu: 300, memory: 360 },
  once: { cpu: 670, memory: 1310 },
  monitoringPerNode: { cpu: 10, memory: 32 },
  monitoring: { cpu: 180, memory: 816 },
} as const;

/** Whether pods without tolerations, which are all of this platform's, stay away from nodes with these taints. */
export const isKeptFree = (taints: NodeGroup["taints"] | undefined): boolean =>
  (taints ?? []).some(({ effect }) => effect !== "PREFER_NO_SCHEDULE");

/** Whether every pod finds a node: its number by network interfaces and addresses, its size by CPU and memory. */
export function* checkPods(environment: Environment): Generator<Problem> {
  const { network, cluster, workloads } = environment;
  if (!cluster) return;
  const all = Object.values(cluster.nodeGroups);
  if (all.some(({ instanceTypes }) => instanceTypes.some((type) => instanceType(type) === undefined))) return;
  const groups = all.filter(({ taints }) => !isKeptFree(taints));
  const path = ["cluster", "nodeGroups"];
  if (groups.length === 0) {
    yield { path, message: "have a taint each, so CoreDNS and the add-ons have no node; write a group without taints" };
    return;
  }

  const perNode = PODS_PER_NODE + (workloads?.monitoring ? 1 : 0);
  const ofSystem = CLUSTER_PODS + (workloads ? WORKLOAD_PODS : 0) + (workloads?.monitoring ? MONITORING_PODS : 0);
  const roomFor = (nodes: "desired" | "max") => ({
    nodes: groups.reduce((sum, group) => sum + group[nodes], 0),
    pods: groups.reduce((sum, group) => sum + group[nodes] * Math.max(0, podsOf(group) - perNode), 0),
  });
  const [first, most] = [roomFor("desired"), roomFor("max")];
  const what = `besides the ${perNode} system pods on each`;
  const isElsewhere = ({ nodeGroup }: App) =>
    nodeGroup !== undefined && isKeptFree(cluster.nodeGroups[nodeGroup]?.taints);
  const entries = Object.entries(workloads?.apps ?? {});
  const apps = Object.fromEntries(entries.filter(([, app]) => !isElsewhere(app)));
  const needed = ofSystem + appPods(apps);
  for (const [name, group] of Object.entries(cluster.nodeGroups).filter(([, { taints }]) => isKeptFree(taints)))
    yield* checkOwnGroup(name, group, Object.fromEntries(entries.filter(([, app]) => app.nodeGroup === name)), perNode);
  if (needed > most.pods)
    yield {
      path,
      message: `${needed} pods do not fit: ${most.nodes} nodes hold ${most.pods} ${what}; write a higher max, larger instance types or fewer replicas`,
    };
  else if (ofSystem > first.pods)
    yield {
      path,
      message: `${ofSystem} pods of the system do not fit: the ${first.nodes} nodes of desired hold ${first.pods} ${what}; write a higher desired, or larger instance types`,
    };
  if (needed <= most.pods && ofSystem <= first.pods)
    yield* checkSizes(apps, groups, workloads?.monitoring !== undefined);
  yield* checkAddresses(network, needed, all);
}

/** A group with taints holds the pods that choose it, besides those that every node has. */
function* checkOwnGroup(name: string, group: NodeGroup, apps: Apps, perNode: number): Generator<Problem> {
  const [pods, room] = [appPods(apps), group.max * Math.max(0, podsOf(group) - perNode)];
  if (pods > room)
    yield {
      path: ["cluster", "nodeGroups", name],
      message: `${pods} pods choose this group and do not fit: ${group.max} nodes hold ${room} besides the ${perNode} system pods on each; write a higher max, larger instance types or fewer replicas`,
    };
}

function* checkAddresses(
  network: Environment["network"],
  pods: number,
  groups: readonly NodeGroup[],
): Generator<Problem> {
  const nodes = groups.reduce((sum, { max }) => sum + max, 0);
  const addresses = Object.values(network.zones).reduce((sum, zone) => sum + usableAddresses(zone.private), 0);
  if (pods + nodes > addresses)
    yield {
      path: ["network", "zones"],
      message: `the private subnets have ${addresses} addresses, but ${pods} pods and ${nodes} nodes need one each; write larger private ranges`,
    };
}

/** Pods that a node of the group holds for certain: those of its smallest instance type. */
const podsOf = ({ instanceTypes }: NodeGroup): number =>
  Math.min(...instanceTypes.map((type) => instanceType(type)?.maxPods ?? 0));

const podsOfApp = ({ autoscaling, replicas }: App): number => autoscaling?.max ?? replicas;

const appPods = (apps: Apps): number => Object.values(apps).reduce((sum, app) => sum + podsOfApp(app), 0);

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

/** Each app's pod fits an empty node, and all of them together with the system's fit the nodes of max. */
function* checkSizes(apps: Apps, groups: readonly NodeGroup[], isMonitored: boolean): Generator<Problem> {
  for (const [name, { of, offered, unit }] of Object.entries(AMOUNTS)) {
    const key = name as keyof typeof AMOUNTS;
    const offers = (group: NodeGroup) =>
      Math.min(...group.instanceTypes.map((type) => offered(instanceType(type) as InstanceType)));
    const largest = Math.max(...groups.map(offers));
    const tooLarge = Object.entries(apps).filter(([, { resources }]) => of(resources) > largest);
    for (const [app, { resources }] of tooLarge)
      yield {
        path: ["workloads", "apps", app, "resources", "requests", key],
        message: `${resources.requests[key]} is more than the largest node offers (${Math.floor(largest)}${unit}); write less, or larger instance types`,
      };
    if (tooLarge.length > 0) continue;
    yield* checkSum(key, apps, groups, { offers, isMonitored });
  }
}

interface Offers {
  /** What a node of a group offers to pods. */
  readonly offers: (group: NodeGroup) => number;
  readonly isMonitored: boolean;
}

/** The system's pods fit the nodes of desired; with those of the apps, however they are spread, the nodes of max. */
function* checkSum(
  key: keyof typeof AMOUNTS,
  apps: Apps,
  groups: readonly NodeGroup[],
  { offers, isMonitored }: Offers,
): Generator<Problem> {
  const { of, unit } = AMOUNTS[key];
  const { perNode, once, monitoringPerNode, monitoring } = SYSTEM_REQUESTS;
  const taken = perNode[key] + (isMonitored ? monitoringPerNode[key] : 0);
  const free = (group: NodeGroup) => Math.max(0, offers(group) - taken);
  const room = (nodes: "desired" | "max") => groups.reduce((sum, group) => sum + group[nodes] * free(group), 0);
  const ofSystem = once[key] + (isMonitored ? monitoring[key] : 0);
  const wanted = Object.values(apps).reduce((sum, app) => sum + podsOfApp(app) * of(app.resources), ofSystem);
  const path = ["cluster", "nodeGroups"];
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

/** nodeadm reserves 255 MiB and 11 MiB a pod; the kubelet evicts below 100 MiB; the kernel keeps about 6 % (3.77 of 4 GiB remain). */
export const allocatableMebibytes = ({ memoryGib, maxPods }: InstanceType): number =>
  memoryGib * 1024 * 0.94 - 255 - 11 * maxPods - 100;
