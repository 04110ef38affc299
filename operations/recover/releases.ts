import type { Block } from "../../reports/synthesized";
import { type KubernetesObject, newestRevisions, OF_HELM, type Revision } from "../cluster";
import type { Kubernetes } from "../kubernetes";

/** What Helm knows of a release; undefined when it was never installed. */
export async function releaseOf(
  { get }: Pick<Kubernetes, "get">,
  namespace: string,
  name: string,
): Promise<Revision | undefined> {
  const selector = encodeURIComponent(`${OF_HELM},name=${name}`);
  const answer = await get(`/api/v1/namespaces/${namespace}/secrets?labelSelector=${selector}`);
  const { items = [] } = (answer ?? {}) as { items?: readonly KubernetesObject[] };
  return newestRevisions(items)[0];
}

/** What is wrong with a release, and what cures it. */
export interface Ailment {
  readonly stack: string;
  readonly address: string;
  readonly sentence: string;
  /** Secret to remove, so that Helm forgets the revision that was never finished. @default Terraform cures it by itself */
  readonly forget?: string;
}

/** Revisions that a killed Helm leaves: every later install or upgrade refuses them. */
const UNFINISHED = ["pending-install", "pending-upgrade", "pending-rollback", "uninstalling"];

/**
 * What must be said of a release before Terraform goes on. Objects of a forgotten install are taken over by the next one:
 * Helm adopts what carries its labels and its annotations `meta.helm.sh/release-name` and `-namespace`.
 */
export function ailmentOf(
  { stack, address }: Pick<Block, "stack" | "address">,
  release: { readonly namespace: string; readonly name: string },
  found: Revision | undefined,
  isInState: boolean,
): Ailment | undefined {
  const of = `${stack} ${address}: release ${release.name} in ${release.namespace}`;
  if (!found)
    return isInState
      ? { stack, address, sentence: `${of} is in the state, but gone: the next apply installs it again` }
      : undefined;
  const { status, revision, path } = found;
  if (UNFINISHED.includes(status))
    return {
      stack,
      address,
      sentence: `${of} was killed as revision ${revision}, ${status}: Helm must forget that revision, then the next apply ${revision > 1 ? "upgrades from the one before" : "installs over what there is"}`,
      forget: path,
    };
  if (status === "failed" && !isInState)
    return {
      stack,
      address,
      sentence: `${of} failed as revision ${revision}, and no state knows it: Helm must forget it, then the next apply installs over what there is`,
      forget: path,
    };
  return undefined;
}
