import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { runCommand, withTemporaryFolder } from "./command";
import { makePlan, missingProviders } from "./plan/make";
import { stacksInOrder } from "./plan/order";
import { reviewTogether } from "./plan/review";
import { lockIn, type SavedPlan, savedPlan, seal } from "./plan/saved";
import { synthesize } from "./terraform/commands";
import { mirrorEnvironment } from "./terraform/mirror";
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
  return reviewTogether(made.map(({ json }) => json));
}

/** Makes and seals one plan; a stack whose providers cannot be had is left out and said so. */
function make(saved: SavedPlan, env: NodeJS.ProcessEnv): boolean {
  const { environment, stack, folder, plan, json, lock, hashes } = saved;
  const missing = missingProviders(folder);
  if (missing.length > 0) {
    console.error(`${environment}-${stack} is left out: ${missing.join("; ")}`);
    return false;
  }
  console.error(`${environment}-${stack}`);
  mkdirSync(dirname(plan), { recursive: true });
  for (const file of [hashes, lock]) rmSync(file, { force: true });
  makePlan(folder, plan, json, env);
  copyFileSync(lockIn(saved), lock);
  seal(saved);
  return true;
}

void runCommand(main);
