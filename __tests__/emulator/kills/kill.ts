import type { ChildProcess } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackName } from "../../../environments/schema";
import { stateBucket, stateKey } from "../../../platform/state";
import { ended, killTree, mustRun, type RunOptions, run, StepError, signal, start } from "../processes";
import { plan, unexplained } from "../terraform";
import type { Workspace } from "../workspace";
import type { Counter } from "./proxy";

/** What Terraform is killed in. */
type Work = "apply" | "destroy";

export const CLI = join(__dirname, "../../../cli/aws-platform.js");

/**
 * Runs Terraform in a stack, and kills it with SIGKILL; says whether it came to that.
 * @param at its k-th change, or the first of an operation
 */
export async function killAfter(workspace: Workspace, counter: Counter, id: string, work: Work, at: number | string) {
  const options = { ...workspace.options, cwd: workspace.stackFolder(id) };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  const child = start(["terraform", work, "-auto-approve", "-input=false", "-no-color"], options);
  child.stdin?.end();
  counter.changes = 0;
  counter.at = at;
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

/**
 * Runs a command of this project, and kills it with all that it started.
 * @param watch is given what kills it, and arranges when
 */
export async function killCommand(
  { options }: Workspace,
  args: readonly string[],
  watch: (child: ChildProcess, kill: () => void) => void,
): Promise<string> {
  const child = start(args, options);
  child.stdin?.end();
  watch(child, () => killTree(child));
  const { code, output } = await ended(child);
  if (code !== null)
    throw new StepError(`${args.slice(1).join(" ")} ended with exit code ${code} before it was killed`);
  return output;
}

/** The words with which a command of this project is started. */
export const words = (...args: readonly string[]): readonly string[] => [process.execPath, CLI, ...args];

/** Runs a command of this project as a deployer would. */
export const command = ({ options }: Workspace, ...args: readonly string[]) => run(words(...args), options);

/** Runs `recover`. @param rest stacks and options */
export const recoverCommand = (workspace: Workspace, ...rest: readonly string[]) =>
  command(workspace, "recover", workspace.environment.name, ...rest);

/** What `recover` says of a lock that nobody holds any more, and of what is half made as far as a state knows. */
const CURES = [/terraform (force-unlock) (\S+) in /g, /terraform (untaint) '(\S+)' in /g];

/** Does what `recover` says a person must; returns whether that was anything. */
export async function doAsSaid(workspace: Workspace, stack: string, said: string): Promise<boolean> {
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${workspace.environment.name}-${stack}`) };
  const cures = CURES.flatMap((cure) => [...said.matchAll(cure)]);
  for (const [, cure = "", what = ""] of cures)
    await mustRun(["terraform", cure, ...(cure === "force-unlock" ? ["-force"] : []), what], options);
  return cures.length > 0;
}

/** Takes away the lock that a killed Terraform left, whatever `recover` says of it. */
export async function unlockKilled(workspace: Workspace, stack: string): Promise<boolean> {
  const { environment, options } = workspace;
  const object = `s3://${stateBucket(environment)}/${stateKey(environment, stack as StackName)}.tflock`;
  const { code, output } = await run(
    ["aws", "s3", "cp", object, "-", "--endpoint-url", options.env.AWS_ENDPOINT_URL ?? ""],
    options,
  );
  if (code !== 0) return false;
  return doAsSaid(workspace, stack, `terraform force-unlock ${JSON.parse(output).ID} in its folder`);
}

/** Runs `recover`, and again where it says what a person must do first: a lock, and then what is half made. */
export async function recoverUnlocked(workspace: Workspace, stack: string, ...options: readonly string[]) {
  let said = await recoverCommand(workspace, stack, ...options);
  for (let i = 0; i < 2 && (await doAsSaid(workspace, stack, said.output)); i += 1)
    said = await recoverCommand(workspace, stack, ...options);
  return said;
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
  await planNothing(workspace, `${name}-${stack}`, "after recover and apply");
}

/** Plans a stack, in which nothing may be left to change. @param when what was done before */
export async function planNothing(workspace: Workspace, id: string, when: string): Promise<void> {
  const left = unexplained(await plan(workspace, id));
  if (left.length > 0) throw new StepError(`${id}, ${when}: ${left.join("; ")}`);
}

/** What takes nothing away: a state that was not written to its end differs from what exists as if somebody had changed it. */
const HARMLESS = ["create", "update", "drift"];

/** Agrees to what the review refuses of a recovery, as whoever reads it may; one that deletes or replaces is wrong. */
export async function approve(workspace: Workspace, ...stacks: readonly string[]): Promise<void> {
  const gated = await gatedIn(workspace, stacks);
  const dangerous = gated.filter(({ action }) => !HARMLESS.includes(action));
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
