import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { askAws } from "../../operations/aws";
import { runAws } from "../../operations/aws-cli";
import { stuckDeletions } from "../../operations/cluster";
import { clusterOf } from "../../operations/kubernetes";
import { IMPORT_FILE } from "../../operations/recover/import-file";
import { rolloutsSince } from "../../operations/rollout";
import { EXIT, type ExitCode } from "../../platform/exit";
import { isColourful } from "../../platform/terminal";
import { terraform } from "../../platform/terraform";
import { isQuiet, type Plan, parsePlan } from "../../reports/plan";
import { refusalsOf, refusalText } from "../../reports/review";
import { environmentsFolder, outputFolder, spelled } from "../places";
import { startProgress } from "../progress";
import { reviewPlans, today } from "../review/review";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, showInStack, synthesize } from "../terraform/commands";
import { sayOtherEndpoint } from "../terraform/environment";
import { type Ground, initialize, refuseSpoiled } from "../terraform/ground";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { ageProblem } from "./age";
import { belongingProblem } from "./belongs";
import { meaningsOf } from "./explained";
import { type FollowUp, followMove, isBetweenBalancers } from "./follow-move";
import { stacksInOrder } from "./order";
import { changedSince, copyOf, lockIn, readSavedPlan, type SavedPlan } from "./saved";
import { unfinishedIn } from "./unfinished";

/**
 * Applies exactly a plan that was saved, after it was reviewed again: a copy that nobody else can change is hashed, shown,
 * judged and applied. `cdktf deploy` would plan again, and apply what nobody has seen.
 */
export async function apply(file: string): Promise<ExitCode> {
  process.umask(0o077); // plans hold every value, secrets too
  requireTerraform();
  sayOtherEndpoint();
  const outdir = resolve(outputFolder());
  const saved = readSavedPlan(file, outdir);
  const [environment] = loadEnvironments({ folder: environmentsFolder(), names: saved.environment }).environments;
  if (!environment) throw new UserError(`there is no environment ${saved.environment}`);
  const progress = await startProgress();
  return withTemporaryFolder("apply", async (folder) => {
    const own = copyOf(saved, folder);
    await progress.step(`synthesizing ${saved.environment}`, () => synthesize(saved.environment, outdir));
    stacksInOrder(outdir, saved.environment, [saved.stack]); // what an earlier synthesis left is no stack of it any more
    adaptFile(join(saved.folder, "cdk.tf.json"), awsProviderVersion());
    const env = mirrorEnvironment(folder);
    const ground = groundOf(`${file} is not applied`, own, env);
    refuseChanged(ground, own);
    rmSync(lockIn(own), { force: true }); // what it may lead to is not written
    copyFileSync(own.lock, lockIn(own));
    await progress.step(`initializing ${saved.environment}-${saved.stack}`, () =>
      initialize(ground, "-lockfile=readonly"),
    );
    refuseChanged(ground, own);
    const plan = await planIn(file, own, env);
    if (await isRefused(file, own, plan, environment)) return EXIT.refused;
    if (await isHeldUp(file, environment, plan)) return EXIT.refused;
    if (!plan.isComplete) console.error(PART);
    await applyCopy(file, own, env);
    rmSync(join(own.folder, IMPORT_FILE), { force: true });
    const followed = await followMove(plan, followUp(file, own, env, join(folder, "follow-up.plan")));
    if (followed) console.log(followed);
    return EXIT.fine;
  });
}

const PART = "this plan is a part of what the code asks for; plan and review again when it is applied";

/** Where a plan is applied. */
const groundOf = (what: string, { folder, environment, stack }: SavedPlan, env: NodeJS.ProcessEnv): Ground => ({
  folder,
  env,
  what,
  instead: `plan and review again with ${spelled("plan", environment, stack)}`,
});

/**
 * Throws when something that decides what an apply does is not as it was planned.
 * @param gone what may be gone by now. @default nothing
 */
function refuseChanged(ground: Ground, saved: SavedPlan, gone: readonly string[] = []): void {
  refuseSpoiled(ground);
  const changed = changedSince(saved).filter((name) => !gone.includes(name) || existsSync(join(saved.folder, name)));
  if (changed.length > 0)
    throw new UserError(`${ground.what}: ${changed.join(", ")} changed since it was planned; ${ground.instead}`);
}

/** What the copy of a plan says, whatever the JSON beside the plan does. */
async function planIn(file: string, { folder, plan: copy }: SavedPlan, env: NodeJS.ProcessEnv): Promise<Plan> {
  const plan = parsePlan(Buffer.from(await inStack(folder, env, "show", "-json", copy)), file);
  if ("problem" in plan) throw new UserError(plan.problem);
  return plan;
}

/** Plans what follows an ingress to another load balancer, and applies it; what may lie in the folder is as it was. */
const followUp = (file: string, saved: SavedPlan, env: NodeJS.ProcessEnv, plan: string): FollowUp => ({
  plan: async () => {
    refuseChanged(groundOf(`${file} is applied, and what follows is not planned`, saved, env), saved, [IMPORT_FILE]);
    try {
      await inStack(saved.folder, env, "plan", "-input=false", "-no-color", `-out=${plan}`);
    } catch (error) {
      if (isBetweenBalancers(error)) return undefined;
      throw error;
    }
    const next = await planIn(plan, { ...saved, plan }, env);
    const changing = next.changes.filter((change) => !isQuiet(change));
    if (changing.length === 0) return undefined;
    const { isRefused: isMore } = await reviewPlans([next], { date: today() });
    return { changing, isMore: isMore || next.invocations.length > 0 };
  },
  apply: async () => (await inStack(saved.folder, env, "apply", "-input=false", "-no-color", plan)).trim(),
  wait: () => sleep(30_000),
});

/** Reviews the plan again; says why when it may not be applied. */
async function isRefused(file: string, saved: SavedPlan, plan: Plan, environment: Environment): Promise<boolean> {
  const problem = ageProblem(plan.timestamp, new Date()) ?? belongingProblem(plan, saved, environment);
  if (problem)
    throw new UserError(
      `${file} is not applied: ${problem}; plan and review again with ${spelled("plan", saved.environment, saved.stack)}`,
    );
  const view = await reviewPlans([plan], { date: today() }); // whatever day REVIEW_DATE names
  if (!view.isRefused) return false;
  console.error(
    [`${file} is not applied:`, ...refusalsOf(view).map((refusal) => `  ${refusalText(refusal)}`)].join("\n"),
  );
  return true;
}

/**
 * Whether the plan would put back an image that somebody has rolled out since, or delete an ingress that nobody lets go; says so,
 * and what could not be asked for.
 */
async function isHeldUp(file: string, environment: Environment, { changes }: Plan): Promise<boolean> {
  const cluster = clusterOf(environment, askAws(runAws, environment.region));
  const [rollouts, deletions] = [await rolloutsSince(changes, cluster), await stuckDeletions(changes, cluster)];
  for (const why of rollouts.unasked) console.error(`what runs now was not compared with the plan: ${why}`);
  for (const why of deletions.unasked)
    console.error(`nobody looked whether load balancers would be taken down: ${why}`);
  const reasons = [...rollouts.since, ...deletions.stuck];
  if (reasons.length > 0) console.error([`${file} is not applied:`, ...reasons.map((line) => `  ${line}`)].join("\n"));
  return reasons.length > 0;
}

/** What Terraform says about a plan whose state somebody changed since. */
const STALE = /Saved plan is stale|does not match the (current|given) (state|plan)/i;

async function applyCopy(file: string, saved: SavedPlan, env: NodeJS.ProcessEnv): Promise<void> {
  const colours = isColourful(process.stdout) ? [] : ["-no-color"];
  const complaint = await showInStack(saved.folder, env, "apply", "-input=false", ...colours, saved.plan);
  if (complaint === undefined) return;
  if (STALE.test(complaint))
    throw new UserError(
      `${file} is not applied: its state has moved on since it was planned, so somebody applied something else; plan and review again with ${spelled("plan", saved.environment, saved.stack)}`,
    );
  const failed = `${terraform()} apply of ${saved.environment}-${saved.stack} failed; what it said is above`;
  const recover = spelled("recover", saved.environment, saved.stack);
  const meanings = [...meaningsOf(complaint, saved.folder), ...unfinishedIn(complaint, recover)];
  throw new UserError([failed, ...meanings].join("\n\n"));
}
