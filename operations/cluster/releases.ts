import type { KubernetesObject } from "./object";

/** One revision of a release, by the Secret that Helm keeps of it; what is in that is never read. */
export interface Revision {
  readonly namespace: string;
  readonly name: string;
  /** Helm's own word (`pkg/release/status`), such as `deployed` or `pending-install`. */
  readonly status: string;
  readonly revision: number;
  /** Path of its Secret in the API. */
  readonly path: string;
}

/** Whose Secrets those are. */
export const OF_HELM = "owner=helm";

/** The newest revision of each release, from Helm's records in any order. */
export function newestRevisions(records: readonly KubernetesObject[]): Revision[] {
  const newest = new Map<string, Revision>();
  for (const { metadata } of records) {
    const { name = "", status = "", version = "0" } = metadata.labels ?? {};
    const { namespace = "default" } = metadata;
    const path = `/api/v1/namespaces/${namespace}/secrets/${metadata.name}`;
    const found = { namespace, name, status, revision: Number(version), path };
    const known = newest.get(`${namespace}/${name}`);
    if (!known || found.revision > known.revision) newest.set(`${namespace}/${name}`, found);
  }
  return [...newest.values()];
}
