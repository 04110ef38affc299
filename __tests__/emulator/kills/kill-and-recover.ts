import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readInventory } from "../inventory";
import { mustRun, StepError } from "../processes";
import { ids, synthesizeAgain } from "../step";
import { destroy } from "../terraform";
import { onCopy, type Workspace } from "../workspace";
import { doAsSaid, killAfter, recoverAndApply, recoverCommand, unlockKilled } from "./kill";
import type { Point } from "./points";
import { type Counter, newCounter, watching } from "./proxy";
import { twice } from "./twice";

/** Stack of which `recover` is asked how it is unlocked; a lock is the same for each, and asking takes a quarter of a point's time. */
const SAID = "network";

let copies = 0;

/** Kills Terraform at one point, on a copy, and brings the stack back to where it was to be. */
export function killAndRecover(workspace: Workspace, point: Point): Promise<void> {
  copies += 1;
  return onCopy(workspace, `${point.doing}-${point.stack}-${copies}`, async (copy) => {
    const counter = newCounter();
    const watched = await watching(copy, counter);
    await (point.doing === "destroying" ? killDestroy : killApply)(watched, point, counter);
    const doubled = twice(await readInventory(copy));
    if (doubled.length > 0) throw new StepError(`exists twice: ${doubled.join("; ")}`);
  });
}

/** After an apply that was killed, recovery makes what is missing, and takes nothing away. */
async function killApply(workspace: Workspace, point: Point, counter: Counter): Promise<void> {
  const { stack, doing } = point;
  if (doing === "changing") {
    workspace.edit((text) => text.replace(/^tags: \{/m, `tags: { Changed: yes-it-is,`));
    await synthesizeAgain(workspace);
  }
  await killOnce(workspace, point, counter);
  if (stack !== SAID) await unlockKilled(workspace, stack);
  await recoverAndApply(workspace, stack);
  if (counter.removals.length > 0)
    throw new StepError(`a recovery removed what existed: ${counter.removals.join(", ")}`);
}

/** After a destroy that was killed, another one goes on; nothing that the stack declares is there in the end. */
async function killDestroy(workspace: Workspace, point: Point, counter: Counter): Promise<void> {
  const { stack } = point;
  await killOnce(workspace, point, counter);
  if (stack === SAID) await doAsSaid(workspace, stack, (await recoverCommand(workspace, stack, "--dry-run")).output);
  else await unlockKilled(workspace, stack);
  await destroy(workspace, ids(workspace, [stack]));
  const { output } = await recoverCommand(workspace, stack, "--dry-run");
  if (/in no state: adopted/.test(output)) throw new StepError(`after the destroy exists: ${output}`);
}

/** Kills after a change that the work surely comes to; says which it was. */
async function killOnce(workspace: Workspace, { stack, doing, where }: Point, counter: Counter): Promise<void> {
  const id = `${workspace.environment.name}-${stack}`;
  const surely = doing === "changing" ? await taggedOf(workspace, id) : resourcesOf(workspace, id);
  const at = 1 + Math.floor(where * surely);
  const { wasKilled, changes } = await killAfter(
    workspace,
    counter,
    id,
    doing === "destroying" ? "destroy" : "apply",
    at,
  );
  console.log(
    `${"".padEnd(28)}   ${doing} ${id}: ${wasKilled ? `killed after change ${at}` : `ended after ${changes} changes, before change ${at}`}`,
  );
  if (!wasKilled) throw new StepError(`Terraform ended before it could be killed`);
}

/** Resources that a stack declares: each is a change at least. */
function resourcesOf(workspace: Workspace, id: string): number {
  const file = join(workspace.stackFolder(id), "cdk.tf.json");
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    resource?: Record<string, Record<string, object>>;
  };
  return Object.values(resource).flatMap(Object.values).length;
}

/** Resources in the state of a stack that have tags, which the provider gives to all of them: each is a change when these change. */
async function taggedOf(workspace: Workspace, id: string): Promise<number> {
  const options = { ...workspace.options, cwd: workspace.stackFolder(id), log: `${workspace.log}.state` };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  const { resources } = JSON.parse(await mustRun(["terraform", "state", "pull"], options)) as {
    resources: readonly { readonly instances: readonly { readonly attributes?: { readonly tags_all?: object } }[] }[];
  };
  return resources.flatMap(({ instances }) => instances).filter(({ attributes }) => attributes?.tags_all).length;
}
