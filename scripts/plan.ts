import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { runCommand, withTemporaryFolder } from "./command";
import { stacksInOrder } from "./plan/order";
import { lockIn, type SavedPlan, savedPlan, seal } from "./plan/saved";
import { adaptFile, providersOf } from "./terraform/adapt";
import { inStack, synthesize } from "./terraform/commands";
import { awsProviderVersion, mirrorEnvironment, missingFromMirror } from "./terraform/mirror";
import { requireTerraform } from "./terraform/run";

const USAGE = "usage: npm run plan -- <environment> [stack…]";

/**
 * Plans the stacks of an environment in the order of their reading, saves each plan with its lock file and hashes under
 * `plans/<environment>/`, and reviews them together. The exit code is that of the review.
 */
async function main([environment, ...wanted]: readonly string[]): Promise<number> {
  if (!environment || environment.startsWith("-")) throw new UserError(USAGE);
  requireTerraform();
  loadEnvironments({ folder: process.env.ENVIRONMENTS_DIR || "environments", names: environment });
  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  synthesize(environment, outdir);
  const plans = stacksInOrder(outdir, environment, wanted).map((stack) => savedPlan(environment, stack, outdir));
  const made = await withTemporaryFolder("plan", (folder) => {
    const env = mirrorEnvironment(folder);
    return plans.filter((saved) => make(saved, env));
  });
  if (made.length === 0) throw new UserError("not one stack was planned");
  return review(made);
}

/** Makes and seals one plan; a stack whose providers cannot be had is left out and said so. */
function make(saved: SavedPlan, env: NodeJS.ProcessEnv): boolean {
  const { environment, stack, folder, plan, json, lock } = saved;
  const providers = providersOf(adaptFile(join(folder, "cdk.tf.json"), awsProviderVersion()));
  const missing = providers.flatMap(({ source, version }) => missingFromMirror(source, version) ?? []);
  if (missing.length > 0) {
    console.error(`${environment}-${stack} is left out: ${missing.join("; ")}`);
    return false;
  }
  console.error(`${environment}-${stack}`);
  mkdirSync(dirname(plan), { recursive: true });
  inStack(folder, env, "init", "-input=false", "-no-color");
  inStack(folder, env, "plan", "-input=false", "-no-color", `-out=${resolve(plan)}`);
  writeFileSync(json, inStack(folder, env, "show", "-json", resolve(plan)));
  copyFileSync(lockIn(saved), lock);
  seal(saved);
  return true;
}

/** Reviews the plans together, so that readers of changed outputs are seen. */
function review(plans: readonly SavedPlan[]): number {
  const program = resolve(__dirname, "review.js");
  const { status } = spawnSync(process.execPath, [program, ...plans.map(({ json }) => json)], { stdio: "inherit" });
  return status ?? 1;
}

void runCommand(main);
