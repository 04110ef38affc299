import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readInventory } from "../inventory";
import { mustRun, StepError } from "../processes";
import { aws, ids, synthesizeAgain, WAVES } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { approve, command, planNothing, recoverCommand } from "./kill";
import { newCounter, watching } from "./proxy";
import { twice } from "./twice";

const LIVING = WAVES.flat();

/** Loses every state of an environment, on copies: once so that its versions bring it back, and once for good. */
export async function loseStates(workspace: Workspace): Promise<void> {
  await onCopy(workspace, "lost", async (copy) => {
    await aws(copy, "lose");
    await restoreAll(copy);
  });
  await onCopy(workspace, "lost-for-good", async (copy) => {
    await aws(copy, "lose", "with-versions");
    await recoverAll(copy);
  });
}

/** The commands that `recover` names bring every state back, and nothing is left to change. */
async function restoreAll(workspace: Workspace): Promise<void> {
  const { code, output } = await recoverCommand(workspace, "--dry-run");
  const commands = [...output.matchAll(/resources: (aws s3api copy-object .*)$/gm)].map(([, command = ""]) => command);
  const stacks = ids(workspace, ["bootstrap", ...LIVING]);
  if (code !== 1 || commands.length !== stacks.length)
    throw new StepError(
      `of ${stacks.length} lost states recover names ${commands.length} versions, with exit code ${code}`,
    );
  for (const command of commands) await mustRun(["sh", "-c", command], workspace.options);
  const restored = await recoverCommand(workspace, "--dry-run");
  if (restored.code !== 0 || !restored.output.includes("Everything that is declared is in its state."))
    throw new StepError(`recover finds something missing where nothing is: ${restored.output}`);
  for (const id of stacks) await planNothing(workspace, id, "restored");
}

/** With no version left either, everything is taken over as it is. */
async function recoverAll(original: Workspace): Promise<void> {
  const counter = newCounter();
  const workspace = await watching(original, counter);
  for (const folder of readdirSync(join(workspace.folder, "cdktf.out/stacks")))
    rmSync(join(workspace.stackFolder(folder), ".terraform"), { recursive: true, force: true });
  await synthesizeAgain(workspace);
  while (await recoverStage(workspace));
  for (const id of ids(workspace, ["bootstrap", ...LIVING])) await planNothing(workspace, id, "recovered");
  if (counter.removals.length > 0) throw new StepError(`the recovery removed: ${counter.removals.join(", ")}`);
  const doubled = twice(await readInventory(workspace));
  if (doubled.length > 0) throw new StepError(`exists twice: ${doubled.join("; ")}`);
}

/** Recovers what can be recovered by now, and applies it; says whether stacks wait for that. */
async function recoverStage(workspace: Workspace): Promise<boolean> {
  const { name } = workspace.environment;
  const folder = join(workspace.folder, "plans", name);
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await recoverCommand(workspace);
  if (code !== 0 && code !== 2) throw new StepError(`recover ended with exit code ${code}: ${output.slice(-1500)}`);
  const made = ["bootstrap", ...LIVING].filter((stack) => existsSync(join(folder, `${stack}.plan`)));
  if (made.length > 0) await approve(workspace, ...made);
  for (const stack of made) {
    const applied = await command(workspace, "apply", join("plans", name, `${stack}.plan`));
    if (applied.code !== 0) throw new StepError(`apply of ${stack}: ${applied.output.slice(-1500)}`);
  }
  const waits = output.includes("is planned once");
  if (waits && made.length === 0) throw new StepError(`recover plans nothing, and stacks wait: ${output}`);
  return waits;
}
