import { type InstanceType, instanceType } from "../instance-types";
import type { Problem } from "../problem";
import { mebibytes, millicores } from "../quantities";
import type { Environment } from "../schema";
import { usableAddresses } from "./ranges";

type NodeGroup = NonNullable<Environment["cluster"]>["nodeGroups"][string];

/** Pods on every node: VPC CNI, kube-proxy, Pod Identity agent, EBS CSI node, Secrets Store CSI driver and its AWS provider. */
const PODS_PER_NODE = 6;
/** CoreDNS, EBS CSI controller and metrics server, two each. */
const CLUSTER_PODS = 6;
/** Load balancer controller (two) and cluster autoscaler. */
const WORKLOAD_PODS = 3;
/** Prometheus, Alertmanager, kube-state-metrics and Grafana; the node exporter is one more on every node. */
const MONITORING_PODS = 4;

/** Whether every pod finds a node: its number by network interfaces and addresses, its size by CPU and memory. */
export function* checkPods({ network, cluster, workloads }: Environment): Generator<Problem> {
  if (!cluster || !workloads) return;
  const groups = Object.values(cluster.nodeGroups);
  const types = groups.flatMap(({ instanceTypes }) => instanceTypes.map(instanceType));
  if (types.some((type) => type === undefined)) return;

  yield* checkPodSizes(workloads.apps, types as InstanceType[]);
  const perNode = PODS_PER_NODE + (workloads.monitoring ? 1 : 0);
  const room = groups.reduce((sum, group) => sum + group.max * Math.max(0, podsOf(group) - perNode), 0);
  const needed = CLUSTER_PODS + WORKLOAD_PODS + (workloads.monitoring ? MONITORING_PODS : 0) + appPods(workloads.apps);
  const nodes = groups.reduce((sum, { max }) => sum + max, 0);
  if (needed > room) {
    yield {
      path: ["cluster", "nodeGroups"],
      message: `${needed} pods do not fit: ${nodes} nodes hold ${room} besides the ${perNode} system pods on each; write a higher max, larger instance types or fewer replicas`,
    };
  }
  const addresses = Object.values(network.zones).reduce((sum, zone) => sum + usableAddresses(zone.private), 0);
  if (needed + nodes > addresses) {
    yield {
      path: ["network", "zones"],
      message: `the private subnets have ${addresses} addresses, but ${needed} pods and ${nodes} nodes need one each; write larger private ranges`,
    };
  }
}

/** Pods that a node of the group holds for certain: those of its smallest instance type. */
const podsOf = ({ instanceTypes }: NodeGroup): number =>
  Math.min(...instanceTypes.map((type) => instanceType(type)?.maxPods ?? 0));

const appPods = (apps: NonNullable<Environment["workloads"]>["apps"]): number =>
  Object.values(apps).reduce((sum, { autoscaling, replicas }) => sum + (autoscaling?.max ?? replicas), 0);

/** An app's pod must fit an empty node of some group. */
function* checkPodSizes(
  apps: NonNullable<Environment["workloads"]>["apps"],
  types: readonly InstanceType[],
): Generator<Problem> {
  const cpu = Math.max(...types.map(allocatableMillicores));
  const memory = Math.max(...types.map(allocatableMebibytes));
  for (const [name, { resources }] of Object.entries(apps)) {
    const path = ["workloads", "apps", name, "resources", "requests"];
    const { requests } = resources;
    if (millicores(requests.cpu) > cpu) {
      yield {
        path: [...path, "cpu"],
        message: `${requests.cpu} is more than the largest node offers (${Math.floor(cpu)}m); write less, or larger instance types`,
      };
    }
    if (mebibytes(requests.memory) > memory) {
      yield {
        path: [...path, "memory"],
        message: `${requests.memory} is more than the largest node offers (${Math.floor(memory)}Mi); write less, or larger instance types`,
      };
    }
  }
}

/** What nodeadm leaves to pods: 6 % of the first core, 1 % of the second, 0.5 % of two more and 0.25 % of the rest are reserved. */
export const allocatableMillicores = ({ vcpu }: InstanceType): number =>
  vcpu * 1000 -
  (60 + 10 * Math.min(1, vcpu - 1) + 5 * Math.max(0, Math.min(2, vcpu - 2)) + 2.5 * Math.max(0, vcpu - 4));

/** nodeadm reserves 255 MiB and 11 MiB a pod; the kubelet evicts below 100 MiB; the kernel keeps about 6 % (3.77 of 4 GiB remain). */
export const allocatableMebibytes = ({ memoryGib, maxPods }: InstanceType): number =>
  memoryGib * 1024 * 0.94 - 255 - 11 * maxPods - 100;
