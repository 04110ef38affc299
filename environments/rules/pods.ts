import { instanceType } from "../instance-types";
import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { checkAddresses } from "./addresses";
import { type App, type Apps, checkSizes, type NodeGroup, podsOfApp } from "./pod-sizes";

/** Pods on every node: VPC CNI, kube-proxy, Pod Identity agent, EBS CSI node, Secrets Store CSI driver and its AWS provider. */
const PODS_PER_NODE = 6;
/** CoreDNS, EBS CSI controller and metrics server, two each. */
const CLUSTER_PODS = 6;
/** Load balancer controller (two) and cluster autoscaler. */
const WORKLOAD_PODS = 3;
/** Prometheus, Alertmanager, kube-state-metrics and Grafana; the node exporter is one more on every node. */
const MONITORING_PODS = 4;

/** Whether pods without tolerations, which are all of this platform's, stay away from nodes with these taints. */
export const isKeptFree = (taints: NodeGroup["taints"] | undefined): boolean =>
  (taints ?? []).some(({ effect }) => effect !== "PREFER_NO_SCHEDULE");

/** Whether every pod finds a node: its number by network interfaces and addresses, its size by CPU and memory. */
export function* checkPods(environment: Environment): Generator<Problem> {
  const places = new Set<string>();
  for (const problem of problemsOf(environment)) {
    const place = problem.path.join("\0");
    if (!places.has(place)) yield problem; // what is too large for its group can be too large for every other one, too
    places.add(place);
  }
}

function* problemsOf(environment: Environment): Generator<Problem> {
  const { cluster, workloads } = environment;
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
  const isMonitored = workloads?.monitoring !== undefined;
  for (const [name, group] of Object.entries(cluster.nodeGroups)) {
    const own = Object.fromEntries(entries.filter(([, app]) => app.nodeGroup === name));
    yield* checkOwnGroup(name, group, own, { perNode, isMonitored });
  }
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
    yield* checkSizes(apps, { groups, isMonitored, path, holdSystem: true });
  yield* checkAddresses(environment, ofSystem);
}

/** A group holds the pods that choose it, besides those that every node has. */
function* checkOwnGroup(
  name: string,
  group: NodeGroup,
  apps: Apps,
  { perNode, isMonitored }: { readonly perNode: number; readonly isMonitored: boolean },
): Generator<Problem> {
  const path = ["cluster", "nodeGroups", name];
  const [pods, room] = [appPods(apps), group.max * Math.max(0, podsOf(group) - perNode)];
  if (pods > room)
    yield {
      path,
      message: `${pods} pods choose this group and do not fit: ${group.max} nodes hold ${room} besides the ${perNode} system pods on each; write a higher max, larger instance types or fewer replicas`,
    };
  else if (pods > 0) yield* checkSizes(apps, { groups: [group], isMonitored, path, holdSystem: false });
}

/** Pods that a node of the group holds for certain: those of its smallest instance type. */
const podsOf = ({ instanceTypes }: NodeGroup): number =>
  Math.min(...instanceTypes.map((type) => instanceType(type)?.maxPods ?? 0));

const appPods = (apps: Apps): number => Object.values(apps).reduce((sum, app) => sum + podsOfApp(app), 0);
