import { copyFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { IMPORT_FILE } from "../../operations/recover/import-file";
import { EXIT, type ExitCode } from "../../platform/exit";
import { type Plan, parsePlan } from "../../reports/plan";
import { refusalsOf, refusalText } from "../../reports/review";
import { spelled } from "../places";
import { reviewPlans } from "../review/review";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, synthesize } from "../terraform/commands";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { ageProblem } from "./age";
import { changedSince, copyOf, lockIn, readSavedPlan, type SavedPlan, strangersIn } from "./saved";

/**
 * Applies exactly a plan that was saved, after it was reviewed again: a copy that nobody else can change is hashed, shown,
 * judged and applied. `cdktf deploy` would plan again, and apply what nobody has seen.
 */
export async function apply(file: string): Promise<ExitCode> {
  process.umask(0o077); // plans hold every value, secrets too
  requireTerraform();
  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  const saved = readSavedPlan(file, outdir);
  loadEnvironments({ folder: process.env.ENVIRONMENTS_DIR || "environments", names: saved.environment });
  return withTemporaryFolder("apply", async (folder) => {
    const own = copyOf(saved, folder);
    await synthesize(saved.environment, outdir);
    adaptFile(join(saved.folder, "cdk.tf.json"), awsProviderVersion());
    refuseChanged(file, own);
    const env = mirrorEnvironment(folder);
    copyFileSync(own.lock, lockIn(own));
    await inStack(own.folder, env, "init", "-input=false", "-no-color", "-lockfile=readonly");
    refuseChanged(file, own);
    if (await isRefused(file, own, env)) return EXIT.refused;
    console.log((await applyCopy(file, own, env)).trim());
    rmSync(join(own.folder, IMPORT_FILE), { force: true });
    return EXIT.fine;
  });
}

/** Throws when something that decides what an apply does is not as it was planned. */
function refuseChanged(file: string, saved: SavedPlan): void {
  const again = `plan and review again with ${spelled("plan", saved.environment, saved.stack)}`;
  const strangers = strangersIn(saved);
  if (strangers.length > 0)
    throw new UserError(
      `${file} is not applied: ${strangers.join(", ")} in ${saved.folder} ${strangers.length > 1 ? "are" : "is"} no part of the plan, and Terraform would read ${strangers.length > 1 ? "them" : "it"}; remove ${strangers.length > 1 ? "them" : "it"}, or ${again}`,
    );
  const changed = changedSince(saved);
  if (changed.length > 0)
    throw new UserError(`${file} is not applied: ${changed.join(", ")} changed since it was planned; ${again}`);
}

/** Reviews the copy itself, whatever the JSON beside the plan says; says why when it may not be applied. */
async function isRefused(file: string, saved: SavedPlan, env: NodeJS.ProcessEnv): Promise<boolean> {
  const plan = parsePlan(Buffer.from(await inStack(saved.folder, env, "show", "-json", saved.plan)), file);
  if ("problem" in plan) throw new UserError(plan.problem);
  const old = ageProblem((plan as Plan).timestamp, new Date());
  if (old)
    throw new UserError(
      `${file} is not applied: ${old}; plan and review again with ${spelled("plan", saved.environment, saved.stack)}`,
    );
  const view = await reviewPlans([plan]);
  if (!view.isRefused) return false;
  console.error(
    [`${file} is not applied:`, ...refusalsOf(view).map((refusal) => `  ${refusalText(refusal)}`)].join("\n"),
  );
  return true;
}

/** What Terraform says about a plan whose state somebody changed since. */
const STALE = /Saved plan is stale|does not match the (current|given) (state|plan)/i;

async function applyCopy(file: string, saved: SavedPlan, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return await inStack(saved.folder, env, "apply", "-input=false", "-no-color", saved.plan);
  } catch (error) {
    if (error instanceof UserError && STALE.test(error.message))
      throw new UserError(
        `${file} is not applied: its state has moved on since it was planned, so somebody applied something else; plan and review again with ${spelled("plan", saved.environment, saved.stack)}`,
      );
    throw error;
  }
}
