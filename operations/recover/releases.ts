import type { Block } from "../../reports/synthesized";
import type { Kubernetes } from "../kubernetes";
import { type Item, itemsOf, textOf } from "./row";

/** The newest revision of a release, by the Secret that Helm keeps of it. */
export interface Revision {
  readonly status: string;
  readonly revision: number;
  /** Path of its Secret in the API. */
  readonly path: string;
}

/** What Helm knows of a release; undefined when it was never installed. */
export async function releaseOf(
  { get }: Pick<Kubernetes, "get">,
  namespace: string,
  name: string,
): Promise<Revision | undefined> {
  const selector = encodeURIComponent(`owner=helm,name=${name}`);
  const answer = await get(`/api/v1/namespaces/${namespace}/secrets?labelSelector=${selector}`);
  const revisions = itemsOf(answer ?? {}, "items").map((item): Revision => {
    const { labels, name: secret } = (item.metadata ?? {}) as { labels?: Item; name?: string };
    return {
      status: textOf(labels ?? {}, "status"),
      revision: Number(labels?.version),
      path: `/api/v1/namespaces/${namespace}/secrets/${secret}`,
    };
  });
  return revisions.sort((a, b) => b.revision - a.revision)[0];
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
