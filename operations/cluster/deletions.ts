import type { ResourceChange } from "../../reports/plan";
import { isGroup, toGroup, toList } from "../../reports/synthesized";
import { NoAnswer } from "../aws";
import type { Kubernetes } from "../kubernetes";
import { controllerCure, isReady } from "./findings";
import { readControllerPods } from "./read";

const INGRESSES = ["kubernetes_ingress_v1", "kubernetes_ingress"];
const GOES = ["delete", "replace"];

/** What became of looking whether somebody takes down the load balancers of a plan's ingresses. */
export interface Deletions {
  /** Why the plan would wait until Terraform gives up: a sentence with its cure, one for each ingress. */
  readonly stuck: readonly string[];
  /** Why nobody could look. */
  readonly unasked: readonly string[];
}

/**
 * Looks whether the load balancer controller is there to let go of the ingresses that a plan deletes: its finalizer keeps them
 * otherwise, and Terraform says so after twenty minutes. Asks only when one is deleted.
 */
export async function stuckDeletions(
  changes: readonly ResourceChange[],
  { get }: Pick<Kubernetes, "get">,
): Promise<Deletions> {
  const going = changes.filter(({ type, action }) => INGRESSES.includes(type) && GOES.includes(action));
  if (going.length === 0) return { stuck: [], unasked: [] };
  try {
    if ((await readControllerPods(get)).some(isReady)) return { stuck: [], unasked: [] };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { stuck: [], unasked: [error.message] };
  }
  return {
    stuck: going.map(({ address, before }) => {
      const [metadata] = toList(before?.metadata ?? null).filter(isGroup);
      const { name, namespace = "default" } = toGroup(metadata);
      return `${address}: no pod of the load balancer controller is ready, so nobody would take its load balancer down, and the deletion would wait until Terraform gives up; ${controllerCure(String(name), String(namespace))}`;
    }),
    unasked: [],
  };
}
