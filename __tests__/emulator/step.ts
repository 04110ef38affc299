import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkInventory, checkNothingLeft } from "./checks";
import { readInventory } from "./inventory";
import { mustRun, StepError } from "./processes";
import { deploy } from "./terraform";
import type { Workspace } from "./workspace";

/** One line of the report: what is done, and the code that does it and throws a `StepError` when it does not hold. */
export interface Step {
  readonly name: string;
  /** Stacks it is about; an environment that has none of them is spared it. @default every environment takes it */
  readonly stacks?: readonly string[];
  /** Done on a copy of everything: when it fails, the journey goes on, and has failed in the end. @default the journey ends there */
  readonly isAside?: boolean;
  readonly run: (workspace: Workspace) => Promise<unknown>;
}

/** The stacks in the order of their deployment; those of one line go side by side. A new stack is one more word here. */
export const WAVES: readonly (readonly string[])[] = [["network"], ["cluster", "data"], ["delivery"], ["workloads"]];

/** Ids of the stacks that this environment has. */
export function ids(workspace: Workspace, stacks: readonly string[]): string[] {
  const manifest = readFileSync(join(workspace.folder, "cdktf.out/manifest.json"), "utf8");
  const known = Object.keys((JSON.parse(manifest) as { stacks: object }).stacks);
  return stacks.map((stack) => `${workspace.environment.name}-${stack}`).filter((id) => known.includes(id));
}

/** From a new checkout on: an environment that exists already has its bootstrap state in the bucket, which this account does not. */
export async function synthesize(workspace: Workspace): Promise<void> {
  workspace.edit((text) => text.replace(/\bbootstrap: s3\b/, "bootstrap: local"));
  await synthesizeAgain(workspace);
}

/** What the environment file says by now. */
export async function synthesizeAgain({ cdktf, options }: Workspace): Promise<void> {
  await mustRun([cdktf, "synth"], options);
}

export async function moveState({ options, environment }: Workspace, to: "s3" | "local"): Promise<void> {
  const program = join(__dirname, "../../cli/aws-platform.js");
  await mustRun([process.execPath, program, "move-state", environment.name, to], options);
}

export async function compare(workspace: Workspace): Promise<void> {
  fail(checkInventory(await readInventory(workspace), workspace.environment));
}

export async function liftProtection(workspace: Workspace): Promise<void> {
  workspace.edit((text) => `${text.replace(/^deletionProtection:.*\n/m, "")}\ndeletionProtection: false\n`);
  await deploy(workspace, ids(workspace, ["bootstrap", ...WAVES.flat()]));
}

export async function findNothing(workspace: Workspace): Promise<void> {
  fail(checkNothingLeft(await readInventory(workspace)));
}

/** Something done with AWS calls from outside, and what it prints: see `outside.py`. */
export const aws = (workspace: Workspace, ...args: readonly string[]): Promise<string> =>
  mustRun(
    ["python3", join(__dirname, "../../../__tests__/emulator/outside.py"), workspace.environment.name, ...args],
    workspace.options,
  );

/** Ends a step when something is not as it must be. */
export function fail(problems: readonly string[]): void {
  if (problems.length > 0) throw new StepError(problems.join("\n"));
}
