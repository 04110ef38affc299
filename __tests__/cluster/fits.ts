import { checkPods } from "../../environments/rules/pods";
import type { Environment } from "../../environments/schema";
import type { Values } from "../../reports/synthesized";
import { StepError } from "../emulator/processes";
import type { Api } from "./api";
import { place } from "./autoscaler";
import { nodesOf } from "./nodes";
import type { PlacedRelease } from "./place";
import { standInsFor } from "./stand-ins";
import { waitFor } from "./wait";
import { EKS_PODS, type Workload, workloadObject } from "./workloads";

/** One environment near the line: four nodes of t3.medium at most, and one app besides everything that is always there. */
export interface FitCase {
  readonly what: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly fits: boolean;
}

/** Each pair is on both sides of one line. */
export const FIT_CASES: readonly FitCase[] = [
  { what: "a pod as large as a node without its own pods", replicas: 1, cpu: "100m", memory: "2700Mi", fits: true },
  { what: "a pod larger than that", replicas: 1, cpu: "100m", memory: "3400Mi", fits: false },
  { what: "a pod that takes a node's CPU", replicas: 1, cpu: "1500m", memory: "64Mi", fits: true },
  { what: "a pod that takes more", replicas: 1, cpu: "1950m", memory: "64Mi", fits: false },
  { what: "memory of all pods", replicas: 5, cpu: "50m", memory: "1400Mi", fits: true },
  { what: "more memory than all nodes have", replicas: 9, cpu: "50m", memory: "1400Mi", fits: false },
  { what: "CPU of all pods", replicas: 10, cpu: "400m", memory: "64Mi", fits: true },
  { what: "more CPU than all nodes have", replicas: 15, cpu: "400m", memory: "64Mi", fits: false },
  { what: "as many pods as nodes have addresses", replicas: 25, cpu: "5m", memory: "8Mi", fits: true },
  { what: "more pods than addresses", replicas: 30, cpu: "5m", memory: "8Mi", fits: false },
];

/** Asks the schema's own rule and the scheduler; throws when they differ, or both from what is written here. */
export async function compareFit(
  api: Api,
  environment: Environment,
  releases: readonly PlacedRelease[],
  { what, replicas, cpu, memory, fits }: FitCase,
): Promise<string> {
  const changed = withApp(environment, replicas, { cpu, memory });
  const [problem] = [...checkPods(changed)];
  const workloads: Workload[] = [
    ...EKS_PODS,
    ...releases.filter(({ repository }) => repository).flatMap((release) => standInsFor(release) ?? []),
    { name: "web", namespace: "default", pods: replicas, cpu, memory, priorityClassName: "applications" },
  ];
  const refusal = await schedule(api, changed, workloads);
  const said = `the schema says ${problem ? `"${problem.message}"` : "it fits"}, the scheduler ${refusal ? `"${refusal}"` : "places every pod"}`;
  if ((problem === undefined) !== (refusal === undefined) || fits !== (refusal === undefined))
    throw new StepError(`${what} (${replicas} × ${cpu}, ${memory}): ${said}`);
  return fits ? "both: it fits" : "both: it does not";
}

/** Every case has nodes of other names: what Kubernetes remembers of a node by its name says nothing of the next one. */
let groups = 0;

/** The environment with one app and four nodes at most; its namespaces are played as one. */
const withApp = (
  environment: Environment,
  replicas: number,
  requests: { cpu: string; memory: string },
): Environment => {
  const copy = structuredClone(environment);
  const { cluster, workloads } = copy as Environment & Pick<Required<Made>, "cluster" | "workloads">;
  const group = Object.values(cluster.nodeGroups)[0] as Made["cluster"]["nodeGroups"][string];
  const { autoscaling: _, ...app } = Object.values(workloads.apps)[0] as Made["workloads"]["apps"][string];
  groups += 1;
  cluster.nodeGroups = {
    [`nodes-${groups}`]: { ...group, instanceTypes: ["t3.medium"], min: 2, desired: 2, max: 4 },
  };
  workloads.apps = { web: { ...app, replicas, resources: { requests, limits: requests } } };
  return copy;
};

/** An environment with a cluster and with something on it. */
interface Made {
  readonly cluster: NonNullable<Environment["cluster"]>;
  readonly workloads: NonNullable<Environment["workloads"]>;
}

async function schedule(
  api: Api,
  environment: Environment,
  workloads: readonly Workload[],
): Promise<string | undefined> {
  const objects = workloads.map((workload) => workloadObject({ ...workload, namespace: "default" }));
  for (const object of objects) await api.apply(object);
  try {
    return await place(api, environment, workloads);
  } finally {
    await clear(api, [...objects, ...nodesOf(environment, "max")]);
  }
}

/** Takes everything away again; pods whose nodes are gone go at once. */
async function clear(api: Api, objects: readonly Values[]): Promise<void> {
  for (const object of objects) await api.remove(object);
  await waitFor(
    "no pod is left",
    async () => {
      const pods = await api.list("v1", "Pod");
      for (const { metadata } of pods)
        await api
          .ask("DELETE", `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`, { gracePeriodSeconds: 0 })
          .catch(() => undefined); // it went by itself
      return pods.length === 0;
    },
    { seconds: 60 },
  );
}
