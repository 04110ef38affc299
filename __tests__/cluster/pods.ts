import type { Block } from "../helpers";
import type { Api } from "./api";
import type { Place } from "./place";
import { waitFor } from "./wait";
import { EKS_PODS, type Workload, workloadObject } from "./workloads";

const ENDED = ["Succeeded", "Failed"];

/** Waits until every workload has the pods that it asks for, and each runs. */
export async function everyPodRuns({
  cluster: { api },
  patience: seconds,
}: Pick<Place, "cluster" | "patience">): Promise<string> {
  await waitFor("every pod runs", async () => (await missing(api)).length === 0, {
    seconds,
    because: async () => (await missing(api)).slice(0, 3).join("; "),
  });
  const pods = await api.list("v1", "Pod");
  const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
  return `${pods.length} pods on ${nodes.size} nodes`;
}

/** Brings what EKS runs itself, or some of it. */
export async function bringEksPods(api: Api, isWanted: (workload: Workload) => boolean = () => true): Promise<void> {
  for (const workload of EKS_PODS.filter(isWanted)) await api.apply(workloadObject(workload));
}

/** What is missing for that, a sentence each; what the scheduler says of a pod comes first. */
export async function missing(api: Api): Promise<string[]> {
  return [...(await waitingPods(api)), ...(await shortWorkloads(api))];
}

/** Pods that do not run, with the scheduler's own reason. */
export async function waitingPods(api: Api): Promise<string[]> {
  const pods = await api.list("v1", "Pod");
  return pods
    .filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && status.phase !== "Running" && !ENDED.includes(status.phase),
    )
    .map(({ metadata, status }) => {
      const condition = status.conditions?.find(
        ({ type, status: is }: Block) => type === "PodScheduled" && is === "False",
      );
      return `pod ${metadata.namespace}/${metadata.name} is ${status.phase}${condition ? `: ${condition.message}` : ""}`;
    });
}

async function shortWorkloads(api: Api): Promise<string[]> {
  const of = async (kind: string, wanted: (one: Block) => number, found: (one: Block) => number) =>
    (await api.list("apps/v1", kind))
      .filter(
        (one) => (found(one) ?? 0) < wanted(one) || (one.status.observedGeneration ?? 0) < one.metadata.generation,
      )
      .map(
        (one) =>
          `${kind} ${one.metadata.namespace}/${one.metadata.name} has ${found(one) ?? 0} of ${wanted(one)} pods${reasonOf(one)}`,
      );
  return [
    ...(await of(
      "Deployment",
      ({ spec }) => spec.replicas,
      ({ status }) => rolledOut(status),
    )),
    ...(await of(
      "StatefulSet",
      ({ spec }) => spec.replicas,
      ({ status }) => status.readyReplicas,
    )),
    ...(await of(
      "DaemonSet",
      ({ status }) => status.desiredNumberScheduled,
      ({ status }) => status.numberReady,
    )),
  ];
}

/** Pods of the newest template that are available, once no other is left. */
const rolledOut = ({ replicas = 0, updatedReplicas = 0, availableReplicas = 0 }: Block): number =>
  replicas > updatedReplicas ? 0 : Math.min(updatedReplicas, availableReplicas);

/** Why the pods of a Deployment cannot even be made, such as a Pod Security Standard that refuses them. */
const reasonOf = ({ status }: Block): string => {
  const failure = status.conditions?.find(({ type }: Block) => type === "ReplicaFailure");
  return failure ? `: ${failure.message}` : "";
};

/** Waits until every claim has its volume. */
export async function everyClaimIsBound(api: Api): Promise<number> {
  const waiting = async () =>
    (await api.list("v1", "PersistentVolumeClaim")).filter(({ status }) => status.phase !== "Bound");
  await waitFor("every claim has a volume", async () => (await waiting()).length === 0, {
    seconds: 20,
    because: async () =>
      Promise.all((await waiting()).map((claim) => claimReason(api, claim))).then((all) => all.join("; ")),
  });
  return (await api.list("v1", "PersistentVolumeClaim")).length;
}

async function claimReason(api: Api, { metadata: { namespace, name } }: Block): Promise<string> {
  const events = await api.list("v1", "Event");
  const last = events
    .filter(({ involvedObject }) => involvedObject.namespace === namespace && involvedObject.name === name)
    .at(-1);
  return `claim ${namespace}/${name} is Pending${last ? `: ${last.message}` : ""}`;
}

/** Services whose selector matches no pod that runs. */
export async function servicesWithoutPods(api: Api): Promise<string[]> {
  const pods = await api.list("v1", "Pod");
  return (await api.list("v1", "Service"))
    .filter(({ metadata, spec }) => spec.selector && metadata.namespace !== "kube-system")
    .filter(
      ({ metadata, spec }) =>
        !pods.some((pod) => pod.metadata.namespace === metadata.namespace && selects(spec.selector, pod)),
    )
    .map(
      ({ metadata, spec }) =>
        `service ${metadata.namespace}/${metadata.name} selects no pod: none has the labels ${JSON.stringify(spec.selector)}`,
    );
}

const selects = (selector: Record<string, string>, { metadata }: Block): boolean =>
  Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value);
