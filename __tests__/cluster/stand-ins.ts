import type { ReleaseManifest } from "../../reports/manifests";
import { entryOf, type Json, toGroup } from "../../reports/synthesized";
import type { Workload } from "./workloads";

/** A workload of a public chart: how many pods, and where the chart's values hold what its containers ask for. */
interface Part {
  readonly name: string;
  readonly pods: number | "per-node";
  readonly containers: readonly string[];
  /** Where the values hold the priority class. @default none */
  readonly priority?: string;
  /** Where the values hold a namespace of its own. @default the release's */
  readonly namespace?: string;
}

/**
 * What public charts run, for when they cannot be had: the same number of pods with the same requests. A path leads to the
 * `resources` of one container in the values that the stack gives.
 */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  "aws-load-balancer-controller": [
    { name: "aws-load-balancer-controller", pods: 2, containers: ["resources"], priority: "priorityClassName" },
  ],
  "cluster-autoscaler": [
    { name: "cluster-autoscaler", pods: 1, containers: ["resources"], priority: "priorityClassName" },
  ],
  prometheus: [
    {
      name: "prometheus-server",
      pods: 1,
      containers: ["server/resources", "configmapReload/prometheus/resources"],
      priority: "server/priorityClassName",
    },
    {
      name: "prometheus-alertmanager",
      pods: 1,
      containers: ["alertmanager/resources"],
      priority: "alertmanager/priorityClassName",
    },
    {
      name: "prometheus-kube-state-metrics",
      pods: 1,
      containers: ["kube-state-metrics/resources"],
      priority: "kube-state-metrics/priorityClassName",
    },
    {
      name: "prometheus-prometheus-node-exporter",
      pods: "per-node",
      containers: ["prometheus-node-exporter/resources"],
      priority: "prometheus-node-exporter/priorityClassName",
      namespace: "prometheus-node-exporter/namespaceOverride",
    },
  ],
  grafana: [{ name: "grafana", pods: 1, containers: ["resources"], priority: "priorityClassName" }],
};

/** The workloads of a release whose chart is not here; undefined when this file does not know the chart. */
export function standInsFor({ chart, namespace, values }: ReleaseManifest): Workload[] | undefined {
  const given = JSON.parse(values) as Json;
  const at = (path: string): Json | undefined =>
    path.split("/").reduce((value: Json | undefined, key) => entryOf(toGroup(value), key), given);
  return entryOf(PARTS, chart)?.map(({ name, pods, containers, priority, namespace: own }) => {
    const sum = (key: string) =>
      containers
        .map((path) => toGroup(toGroup(at(path)).requests)[key] as string)
        .reduce((total, one) => add(total, one));
    const priorityClassName = priority && (at(priority) as string | undefined);
    return {
      name,
      pods,
      namespace: String((own && at(own)) ?? namespace),
      cpu: sum("cpu"),
      memory: sum("memory"),
      ...(priorityClassName && { priorityClassName }),
    };
  });
}

/** The sum of two quantities of one unit, such as `100m` and `10m`. */
function add(a: string, b: string): string {
  const unit = a.replace(/^[\d.]+/, "");
  if (b.replace(/^[\d.]+/, "") !== unit) throw new Error(`${a} and ${b} have different units; write both in one`);
  return `${Number.parseFloat(a) + Number.parseFloat(b)}${unit}`;
}
