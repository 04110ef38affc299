import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { IMPORT_FILE } from "../../operations/recover/import-file";
import type { ExitCode } from "../../platform/exit";
import { environmentsFolder, outputFolder, spelled } from "../places";
import { type Progress, startProgress } from "../progress";
import { type Asked, review } from "../review/review";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { sayOtherEndpoint } from "../terraform/environment";
import { refuseSpoiled } from "../terraform/ground";
import { mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { meaningsOf } from "./explained";
import { makePlan, missingProviders } from "./make";
import { stacksInOrder } from "./order";
import { lockIn, type SavedPlan, savedPlan, seal } from "./saved";
import { sayRemains } from "./unchanged";
import { unfinishedIn } from "./unfinished";

/** Files that the review is written into, besides what it prints. */
type Written = Pick<Asked, "html" | "json" | "sarif">;

/**
 * Plans the stacks of an environment in the order of their reading, saves each plan with its lock file and hashes under
 * `plans/<environment>/`, and reviews them together; `order` there has their names. The exit code is that of the review.
 * @param options.unchanged looks only whether anything is left to change
 */
export async function plan(
  environment: string,
  wanted: readonly string[],
  { unchanged = false, ...written }: Written & { readonly unchanged?: boolean } = {},
): Promise<ExitCode> {
  requireTerraform();
  loadEnvironments({ folder: environmentsFolder(), names: environment });
  const outdir = resolve(outputFolder());
  const progress = await startProgress();
  await progress.step(`synthesizing ${environment}`, () => synthesize(environment, outdir));
  const stacks = stacksInOrder(outdir, environment, wanted);
  const prepare = ({ folder }: SavedPlan) => rmSync(join(folder, IMPORT_FILE), { force: true });
  const judge = unchanged ? sayRemains : (plans: string[]) => review({ plans, ...written });
  return planStacks(environment, stacks, outdir, progress, prepare, judge);
}

/**
 * Plans stacks that were synthesized, in this order, and reviews the plans together.
 * @param prepare what happens in the folder of each before it is planned
 * @param judge says what is to be said of the plans that were made, and knows how many were left out
 */
export async function planStacks(
  environment: string,
  stacks: readonly string[],
  outdir: string,
  progress: Progress,
  prepare: (saved: SavedPlan) => void,
  judge: (plans: string[], leftOut: number) => ExitCode | Promise<ExitCode> = (plans) => review({ plans }),
): Promise<ExitCode> {
  process.umask(0o077); // plans hold every value, secrets too
  const plans = stacks.map((stack) => savedPlan(environment, stack, outdir));
  sayOtherEndpoint();
  for (const saved of plans) prepare(saved);
  const made = await withTemporaryFolder("plan", async (folder) => {
    const env = mirrorEnvironment(folder);
    const done: SavedPlan[] = [];
    for (const saved of plans) if (await make(saved, env, progress)) done.push(saved);
    return done;
  });
  if (made.length === 0) throw new UserError("not one stack was planned");
  const order = join("plans", environment, "order");
  rmSync(order, { force: true }); // what it may lead to is not written
  writeFileSync(order, made.map(({ stack }) => `${stack}\n`).join(""));
  return judge(
    made.map(({ json }) => json),
    plans.length - made.length,
  );
}

/** Makes and seals one plan; a stack whose providers cannot be had is left out and said so. */
async function make(saved: SavedPlan, env: NodeJS.ProcessEnv, progress: Progress): Promise<boolean> {
  const { environment, stack, folder, plan, json, lock, hashes } = saved;
  const ground = { folder, env, what: `${environment}-${stack} is not planned` };
  refuseSpoiled(ground);
  const missing = missingProviders(folder);
  if (missing.length > 0) {
    console.error(`${environment}-${stack} is left out: ${missing.join("; ")}`);
    return false;
  }
  mkdirSync(dirname(plan), { recursive: true });
  for (const file of [hashes, lock]) rmSync(file, { force: true });
  await progress
    .stack(`${environment}-${stack}`, () => makePlan(ground, plan, json))
    .catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      const recover = spelled("recover", environment, stack);
      const meanings = [...meaningsOf(error.message, folder), ...unfinishedIn(error.message, recover)];
      throw new UserError([error.message, ...meanings].join("\n\n"));
    });
  copyFileSync(lockIn(saved), lock);
  seal(saved);
  return true;
}
