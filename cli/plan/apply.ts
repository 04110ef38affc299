import { copyFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { isColourful } from "../../platform/terminal";
import { environmentsFolder, outputFolder, spelled } from "../places";
import { startProgress } from "../progress";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, showInStack, synthesize } from "../terraform/commands";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { changedSince, lockIn, readSavedPlan } from "./saved";

/**
 * Applies exactly a plan that was saved and reviewed. `cdktf deploy` would plan again, and apply what nobody has seen; this
 * refuses when the plan, the lock file or what is synthesized now is not what was planned.
 */
export async function apply(file: string): Promise<void> {
  requireTerraform();
  const outdir = resolve(outputFolder());
  const saved = readSavedPlan(file, outdir);
  loadEnvironments({ folder: environmentsFolder(), names: saved.environment });
  const progress = await startProgress();
  await progress.step(`synthesizing ${saved.environment}`, () => synthesize(saved.environment, outdir));
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
    await progress.step(`initializing ${saved.environment}-${saved.stack}`, () =>
      inStack(saved.folder, env, "init", "-input=false", "-no-color", "-lockfile=readonly"),
    );
    const colours = isColourful(process.stdout) ? [] : ["-no-color"];
    await showInStack(saved.folder, env, "apply", "-input=false", ...colours, resolve(saved.plan));
  });
}
