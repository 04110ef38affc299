import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { explainFailure, type KnownRelease } from "../../operations/cluster";

/** What a complaint of Terraform in a stack's folder means, and its cure, where Terraform's own message says too little. */
export const meaningsOf = (complaint: string, folder: string): readonly string[] =>
  explainFailure(stripVTControlCharacters(complaint), releasesIn(folder));

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
