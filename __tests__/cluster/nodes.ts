import { instanceType } from "../../environments/instance-types";
import { allocatableMebibytes, allocatableMillicores } from "../../environments/rules/pod-sizes";
import type { Environment } from "../../environments/schema";
import type { Values } from "../../reports/synthesized";

type NodeGroups = NonNullable<Environment["cluster"]>["nodeGroups"];

/** Marks nodes that are played, in the words of what plays them. */
export const PLAYED = { "kwok.x-k8s.io/node": "fake" };

/** Names of taint effects in Kubernetes, by those of EKS. */
const EFFECTS = { NO_SCHEDULE: "NoSchedule", NO_EXECUTE: "NoExecute", PREFER_NO_SCHEDULE: "PreferNoSchedule" } as const;

/**
 * The nodes of an environment: as many of each group as are asked for, of its smallest type, spread over the zones, each with
 * what the kubelet leaves to pods.
 */
export function nodesOf({ cluster, network }: Environment, count: "desired" | "max"): Values[] {
  const zones = Object.keys(network.zones).sort();
  const groups: NodeGroups = cluster?.nodeGroups ?? {};
  return Object.entries(groups).flatMap(([group, settings]) =>
    Array.from({ length: settings[count] }, (_, index) => {
      const types = settings.instanceTypes.map((name) => ({ name, ...instanceType(name) }));
      const smallest = types.sort(
        (a, b) => (a.maxPods ?? 0) - (b.maxPods ?? 0) || (a.memoryGib ?? 0) - (b.memoryGib ?? 0),
      )[0];
      return nodeOf({
        name: `${group}-${index}`,
        zone: zones[index % zones.length] as string,
        type: smallest as Parameters<typeof nodeOf>[0]["type"],
        labels: { "eks.amazonaws.com/nodegroup": group, ...settings.labels },
        taints: settings.taints.map(({ key, value, effect }) => ({
          key,
          ...(value !== undefined && { value }),
          effect: EFFECTS[effect],
        })),
      });
    }),
  );
}

interface PlayedNode {
  readonly name: string;
  readonly zone: string;
  readonly type: NonNullable<ReturnType<typeof instanceType>> & { readonly name: string };
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Values[];
}

function nodeOf({ name, zone, type, labels, taints }: PlayedNode): Values {
  const amounts = {
    cpu: `${Math.floor(allocatableMillicores(type))}m`,
    memory: `${Math.floor(allocatableMebibytes(type))}Mi`,
    pods: String(type.maxPods),
    "ephemeral-storage": "20Gi",
  };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      annotations: PLAYED,
      labels: {
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": type.architecture === "arm64" ? "arm64" : "amd64",
        "kubernetes.io/hostname": name,
        "node.kubernetes.io/instance-type": type.name,
        "topology.kubernetes.io/zone": zone,
        ...labels,
      },
    },
    spec: { taints: [...taints] },
    status: { capacity: amounts, allocatable: amounts },
  };
}
