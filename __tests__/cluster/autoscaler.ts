import type { Environment } from "../../environments/schema";
import type { Values } from "../../reports/synthesized";
import type { Block } from "../helpers";
import type { Api } from "./api";
import { nodesOf } from "./nodes";
import { waitFor } from "./wait";
import type { Workload } from "./workloads";

/** Why the scheduler leaves a pod where it is. */
const refusalOf = ({ status, spec }: Block): string | undefined =>
  spec.nodeName
    ? undefined
    : status.conditions?.find(({ type, reason }: Block) => type === "PodScheduled" && reason === "Unschedulable")
        ?.message;

/**
 * Lets the scheduler place the pods of workloads, and adds a node as the autoscaler would, whenever pods wait, up to the
 * environment's `max`. Returns undefined when all have a place, or what the scheduler says of one that has none.
 */
export async function place(
  api: Api,
  environment: Environment,
  workloads: readonly Workload[],
): Promise<string | undefined> {
  const nodes = nodesOf(environment, "max");
  const first = nodesOf(environment, "desired");
  const later = nodes.filter((node) => !first.some((one) => nameOf(one) === nameOf(node)));
  const perNode = workloads.filter(({ pods }) => pods === "per-node").length;
  await join(api, first, perNode);
  for (let present = first.length; ; present += 1) {
    const waiting = await waitingFor(api, expected(workloads, present));
    if (waiting.length === 0) return undefined;
    const next = later.shift();
    if (!next) return waiting[0];
    await join(api, [next], perNode);
  }
}

/** New nodes take the pods that run on every node first: those tolerate a node that is not ready yet, and others wait for it. */
async function join(api: Api, nodes: readonly Values[], perNode: number): Promise<void> {
  for (const node of nodes) await api.create({ ...node, spec: { ...(node.spec as Values), unschedulable: true } });
  await waitFor("new nodes have their own pods", async () => {
    const pods = await api.list("v1", "Pod");
    return nodes.every((node) => pods.filter(({ spec }) => spec.nodeName === nameOf(node)).length >= perNode);
  });
  for (const node of nodes) await api.patch(node, { spec: { unschedulable: null } });
}

const nameOf = ({ metadata }: Values): string => (metadata as { name: string }).name;

const expected = (workloads: readonly Workload[], nodes: number): number =>
  workloads.reduce((sum, { pods }) => sum + (pods === "per-node" ? nodes : pods), 0);

/** A node that is not ready yet takes no pod, which says nothing of its room. */
const isNew = ({ spec }: Block): boolean =>
  spec.taints?.some(({ key }: Block) => /^node\.kubernetes\.io\/(not-ready|unreachable)$/.test(key));

const refused = (pods: readonly Block[]): string =>
  [...new Set(pods.flatMap((pod) => refusalOf(pod) ?? []))].join(" | ");

/** Refusals once every pod is there and the scheduler has said the same of each for two seconds. */
async function waitingFor(api: Api, pods: number): Promise<string[]> {
  let last = "";
  let since = performance.now();
  const undecided = async (): Promise<string> => {
    const found = await api.list("v1", "Pod");
    const names = found.filter((pod) => !pod.spec.nodeName && !refusalOf(pod)).map(({ metadata }) => metadata.name);
    const isLate = (await api.list("v1", "Node")).filter(isNew).map(({ metadata }) => metadata.name);
    return `${found.length} are there; nothing is said of ${names.join(", ") || "none"}; nodes that are not ready: ${isLate.join(", ") || "none"}; ${refused(found)}`;
  };
  const ask = async (): Promise<string[] | undefined> => {
    const nodes = await api.list("v1", "Node");
    if (nodes.some(isNew)) {
      since = performance.now();
      return undefined;
    }
    const found = (await api.list("v1", "Pod")).filter(({ metadata }) => !metadata.deletionTimestamp);
    const refusals = found.flatMap((pod) => refusalOf(pod) ?? []);
    const placed = found.filter(({ spec }) => spec.nodeName).length;
    if (found.length < pods || placed + refusals.length < found.length) return undefined;
    const now = found.map(({ metadata, spec }) => `${metadata.name} ${spec.nodeName ?? ""}`).join();
    if (now !== last) [last, since] = [now, performance.now()];
    return refusals.length === 0 || performance.now() - since > 3000 ? refusals : undefined;
  };
  return waitFor(`${pods} pods are placed or refused`, ask, { seconds: 90, because: undecided });
}
