import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ended, mustRun, type RunOptions, run, StepError, signal, start } from "../processes";
import { plan, unexplained } from "../terraform";
import type { Workspace } from "../workspace";
import type { Counter } from "./proxy";

/** What Terraform is killed in. */
type Work = "apply" | "destroy";

export const CLI = join(__dirname, "../../../cli/aws-platform.js");

/** Runs Terraform in a stack, and kills it with SIGKILL after its k-th change; says whether it came to that. */
export async function killAfter(workspace: Workspace, counter: Counter, id: string, work: Work, k: number) {
  const options = { ...workspace.options, cwd: workspace.stackFolder(id) };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  const child = start(["terraform", work, "-auto-approve", "-input=false", "-no-color"], options);
  child.stdin?.end();
  counter.changes = 0;
  counter.at = k;
  counter.hit = () => {
    signal(child, "SIGKILL");
    return true;
  };
  const { code } = await ended(child);
  counter.at = undefined;
  counter.removals.length = 0;
  if (code !== null && code !== 0) throw new StepError(`terraform ${work} of ${id} failed before it was killed`);
  return { wasKilled: code === null, changes: counter.changes };
}

/** Runs a command of this project as a deployer would. */
export const command = ({ options }: Workspace, ...args: readonly string[]) =>
  run([process.execPath, CLI, ...args], options);

/** Runs `recover`. @param rest stacks and options */
export const recoverCommand = (workspace: Workspace, ...rest: readonly string[]) =>
  command(workspace, "recover", workspace.environment.name, ...rest);

/** Does what `recover` says of a lock that nobody holds any more. */
export async function unlock(workspace: Workspace, stack: string, said: string): Promise<boolean> {
  const [, id] = /terraform force-unlock (\S+) in /.exec(said) ?? [];
  if (id === undefined) return false; // killed while it held no lock
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${workspace.environment.name}-${stack}`) };
  await mustRun(["terraform", "force-unlock", "-force", id], options);
  return true;
}

/** Runs `recover`, and once more when it finds a lock. */
export async function recoverUnlocked(workspace: Workspace, stack: string, ...options: readonly string[]) {
  const first = await recoverCommand(workspace, stack, ...options);
  return (await unlock(workspace, stack, first.output)) ? recoverCommand(workspace, stack, ...options) : first;
}

/** Takes over what exists and makes the rest, by `recover`, the review and `apply`; then nothing may be left to change. */
export async function recoverAndApply(workspace: Workspace, stack: string): Promise<void> {
  const { name } = workspace.environment;
  const { code, output } = await recoverUnlocked(workspace, stack);
  if (code !== 0 && code !== 2) throw new StepError(`recover ended with exit code ${code}: ${lastLine(output)}`);
  const saved = join("plans", name, `${stack}.plan`);
  const isPlanned = existsSync(join(workspace.folder, saved)) && output.includes("Exists, and is in no state");
  if (isPlanned) {
    if (code === 2) await approve(workspace, stack);
    const applied = await command(workspace, "apply", saved);
    if (applied.code !== 0)
      throw new StepError(`apply ended with exit code ${applied.code}: ${lastLine(applied.output)}`);
  } else {
    await applyPlainly(workspace, `${name}-${stack}`);
  }
  const left = unexplained(await plan(workspace, `${name}-${stack}`));
  if (left.length > 0) throw new StepError(`after recover and apply: ${left.join("; ")}`);
}

/** Agrees to what the review refuses of a recovery, as whoever reads it may; one that deletes or replaces is wrong. */
export async function approve(workspace: Workspace, ...stacks: readonly string[]): Promise<void> {
  const gated = await gatedIn(workspace, stacks);
  const dangerous = gated.filter(({ action }) => action !== "create" && action !== "update");
  if (dangerous.length > 0)
    throw new StepError(
      `a recovery would ${dangerous.map(({ action, address }) => `${action} ${address}`).join(", ")}`,
    );
  agree(workspace, gated);
}

/** Agrees to all that the review refuses, deletions too. */
export const approveAll = async (workspace: Workspace, ...stacks: readonly string[]): Promise<void> =>
  agree(workspace, await gatedIn(workspace, stacks));

interface Gated {
  readonly stack: string;
  readonly address: string;
  readonly action: string;
}

async function gatedIn(workspace: Workspace, stacks: readonly string[]): Promise<readonly Gated[]> {
  const plans = stacks.map((stack) => join("plans", workspace.environment.name, `${stack}.json`));
  const { output } = await command(workspace, "review", ...plans, "--json");
  return JSON.parse(output.slice(output.indexOf("{"))).verdict.gated;
}

function agree(workspace: Workspace, gated: readonly Gated[]): void {
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const entries = gated.map(
    (one) =>
      `  - { stack: ${one.stack}, address: '${one.address}', action: ${one.action}, reason: it is what the environment file declares, approver: someone@example.com, expires: ${soon} }\n`,
  );
  const text = entries.length > 0 ? `approvals:\n${entries.join("")}` : "approvals: []\n";
  writeFileSync(join(workspace.folder, "approvals.yaml"), text);
}

/** An apply without a review, for what only goes on where it was. */
export async function applyPlainly(workspace: Workspace, id: string): Promise<void> {
  const options: RunOptions = { ...workspace.options, cwd: workspace.stackFolder(id) };
  await mustRun(["terraform", "apply", "-auto-approve", "-input=false", "-no-color"], options);
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
