import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { explainFailure, type KnownRelease } from "../../operations/cluster";

/** A failure of Terraform in a stack's folder, with what it means and its cure where Terraform's own message says too little. */
export function explained(error: unknown, folder: string): unknown {
  if (!(error instanceof UserError)) return error;
  const more = explainFailure(error.message, releasesIn(folder));
  return more.length === 0 ? error : new UserError([error.message.trimEnd(), ...more].join("\n\n"));
}

type Named = Readonly<Record<string, { readonly metadata: { readonly name: string } }>>;

function releasesIn(folder: string): KnownRelease[] {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  const releases: Readonly<Record<string, { name: string; namespace: string }>> = resource.helm_release ?? {};
  return Object.entries(releases).map(([id, { name, namespace }]) => ({
    address: `helm_release.${id}`,
    name,
    namespace: namespaceOf(namespace, resource.kubernetes_namespace_v1 ?? {}),
  }));
}

/** An app's release names its namespace by reference; the namespace itself is written in the same stack. */
const namespaceOf = (namespace: string, namespaces: Named): string => {
  const [, id = ""] = /^\$\{kubernetes_namespace_v1\.(\w+)\./.exec(namespace) ?? [];
  return namespaces[id]?.metadata.name ?? namespace;
};
