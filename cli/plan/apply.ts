import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { explainFailure, type KnownRelease } from "../../operations/cluster";
import { spelled } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, synthesize } from "../terraform/commands";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { changedSince, lockIn, readSavedPlan } from "./saved";

/**
 * Applies exactly a plan that was saved and reviewed. `cdktf deploy` would plan again, and apply what nobody has seen; this
 * refuses when the plan, the lock file or what is synthesized now is not what was planned.
 */
export async function apply(file: string): Promise<void> {
  requireTerraform();
  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  const saved = readSavedPlan(file, outdir);
  loadEnvironments({ folder: process.env.ENVIRONMENTS_DIR || "environments", names: saved.environment });
  await synthesize(saved.environment, outdir);
  adaptFile(join(saved.folder, "cdk.tf.json"), awsProviderVersion());

  const changed = changedSince(saved);
  if (changed.length > 0) {
    throw new UserError(
      `${file} is not applied: ${changed.join(", ")} changed since it was planned; plan and review again with ${spelled("plan", saved.environment, saved.stack)}`,
    );
  }
  await withTemporaryFolder("apply", async (folder) => {
    const env = mirrorEnvironment(folder);
    copyFileSync(saved.lock, lockIn(saved));
    await inStack(saved.folder, env, "init", "-input=false", "-no-color", "-lockfile=readonly");
    const said = await explained(saved.folder, () =>
      inStack(saved.folder, env, "apply", "-input=false", "-no-color", resolve(saved.plan)),
    );
    console.log(said.trim());
  });
}

/** Adds what a failure means, and its cure, where Terraform's own message says too little. */
async function explained(folder: string, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError([error.message.trimEnd(), ...explainFailure(error.message, releasesIn(folder))].join("\n\n"));
  }
}

function releasesIn(folder: string): KnownRelease[] {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  const releases: Readonly<Record<string, { name: string; namespace: string }>> = resource.helm_release ?? {};
  return Object.entries(releases).map(([id, { name, namespace }]) => ({
    address: `helm_release.${id}`,
    name,
    namespace: namespaceOf(namespace, resource),
  }));
}

/** An app's release names its namespace by reference; the namespace itself is written in the same stack. */
const namespaceOf = (
  namespace: string,
  resource: Record<string, Record<string, { metadata: { name: string } }>>,
): string => {
  const [, id] = /^\$\{kubernetes_namespace_v1\.(\w+)\./.exec(namespace) ?? [];
  return (id && resource.kubernetes_namespace_v1?.[id]?.metadata.name) || namespace;
};
