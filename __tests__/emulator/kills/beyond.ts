import { existsSync } from "node:fs";
import { join } from "node:path";
import { descendants, mustRun, StepError } from "../processes";
import { aws, type Step, synthesizeAgain } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { deployScript } from "./deploy-script";
import {
  applyPlainly,
  approve,
  command,
  doAsSaid,
  killAfter,
  killCommand,
  planNothing,
  recoverAndApply,
  recoverCommand,
  unlockKilled,
  words,
} from "./kill";
import { type Counter, newCounter, watching } from "./proxy";

const STACK = "network";
/** Change at which it is killed first: the VPC and what is in it exist by then. */
const AT = 20;

type Way = (workspace: Workspace, counter: Counter) => Promise<void>;

const step = (name: string, way: Way): Step => ({
  name,
  stacks: [STACK],
  isAside: true,
  run: (original) =>
    onCopy(original, name.replaceAll(/[^a-z]+/g, "-"), async (copy) => {
      const counter = newCounter();
      await way(await watching(copy, counter), counter);
    }),
});

/** Kills of something else than one apply, and what a kill leaves in a state that knows something already. */
export const beyondSteps: readonly Step[] = [
  step("kill recover while it plans, and recover", killRecover),
  step("kill the apply of what was recovered, and recover", killRecoveredApply),
  step("kill an apply while it initializes, and recover", killInit),
];

/** The same, once the stack is there and no other one reads it. */
export const laterSteps: readonly Step[] = [
  step("find a lock, and a state that is older than the account", ageState),
  step("kill the replacement of a subnet, and recover", killReplacement),
  step("kill the pipeline between two stacks, and go on", killBetween),
];

const idOf = ({ environment }: Workspace): string => `${environment.name}-${STACK}`;

/** The lock that is left is that of a plan, and the file with the import blocks lies beside the stack. */
async function killRecover(workspace: Workspace, counter: Counter): Promise<void> {
  await killAfter(workspace, counter, idOf(workspace), "apply", AT);
  await unlockKilled(workspace, STACK);
  const file = join(workspace.stackFolder(idOf(workspace)), "recover.tf");
  await killCommand(workspace, words("recover", workspace.environment.name, STACK), (_, kill) => {
    let calls = 0;
    counter.hear = () => {
      if (existsSync(file)) calls += 1;
      if (calls === 40) kill(); // Terraform has the lock by then, and looks at what it imports
    };
  });
  counter.hear = undefined;
  const { output } = await recoverCommand(workspace, STACK, "--dry-run");
  if (!/is locked .* for plan: no Terraform is at work there any more/.test(output))
    throw new StepError(`recover does not say whose lock is left: ${output}`);
  await recoverAndApply(workspace, STACK);
}

/** Half of what was to be imported is in the state by then, or nothing of it. */
async function killRecoveredApply(workspace: Workspace, counter: Counter): Promise<void> {
  await killAfter(workspace, counter, idOf(workspace), "apply", AT);
  await unlockKilled(workspace, STACK);
  const { code } = await recoverCommand(workspace, STACK);
  if (code === 2) await approve(workspace, STACK);
  await killCommand(workspace, words("apply", `plans/${workspace.environment.name}/${STACK}.plan`), (_, kill) => {
    counter.changes = 0;
    counter.at = 8;
    counter.hit = () => {
      kill();
      return true;
    };
  });
  counter.at = undefined;
  counter.removals.length = 0;
  await recoverAndApply(workspace, STACK);
  if (counter.removals.length > 0) throw new StepError(`it removed ${counter.removals.join(", ")}`);
}

/** Nothing is made, nothing is locked, and what was half fetched stops nobody. */
async function killInit(workspace: Workspace): Promise<void> {
  const { name } = workspace.environment;
  const { output } = await recoverCommand(workspace, STACK);
  if (!output.includes("Does not exist: made by the next apply")) throw new StepError(`recover says: ${output}`);
  await killCommand(workspace, words("plan", name, STACK), (child, kill) => {
    const look = setInterval(() => {
      if (!descendants(child).some(({ command }) => /^terraform init/.test(command))) return;
      clearInterval(look);
      setTimeout(kill, 50);
    }, 20);
  });
  const after = await recoverCommand(workspace, STACK, "--dry-run");
  if (after.code !== 0 || after.output.includes("Locked")) throw new StepError(`something is left: ${after.output}`);
  const options = { ...workspace.options, cwd: workspace.stackFolder(idOf(workspace)) };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  await recoverAndApply(workspace, STACK);
}

/** Half of what exists is in no state, and somebody's lock is on that state. */
async function ageState(workspace: Workspace): Promise<void> {
  const key = `${workspace.environment.name}/${STACK}.tfstate`;
  await aws(workspace, "age", key);
  await aws(workspace, "lock", `${key}.tflock`);
  const { code, output } = await recoverCommand(workspace, STACK);
  if (code !== 1 || !/by somebody@elsewhere, .*longer ago than any run of a pipeline lasts/.test(output))
    throw new StepError(`recover does not say whose lock it is: ${output}`);
  await doAsSaid(workspace, STACK, output);
  await recoverAndApply(workspace, STACK);
}

/** The subnet in the state is gone, and the one that is there is in no state: a person has the state let go of the first. */
async function killReplacement(workspace: Workspace, counter: Counter): Promise<void> {
  workspace.edit(moveLastSubnet);
  await synthesizeAgain(workspace);
  await killAfter(workspace, counter, idOf(workspace), "apply", "CreateSubnet");
  await unlockKilled(workspace, STACK);
  const { code, output } = await recoverCommand(workspace, STACK);
  const [, held, address = ""] =
    /the state holds (subnet-\w+), which was not found, and subnet-\w+ is there instead; .* terraform state rm '(\S+)'/.exec(
      output,
    ) ?? [];
  if (code !== 1 || held === undefined) throw new StepError(`recover does not say what was replaced: ${output}`);
  const options = { ...workspace.options, cwd: workspace.stackFolder(idOf(workspace)) };
  await mustRun(["terraform", "state", "rm", address], options);
  await recoverAndApply(workspace, STACK);
}

/** The last private subnet gets another range, which is free. */
const moveLastSubnet = (text: string): string =>
  text.replace(
    /(private: \d+\.\d+\.)(\d+)(\.0\/)(\d+)(?![\s\S]*private: )/,
    (_, before, third, after, length) => `${before}${Number(third) + 2 ** (24 - Number(length))}${after}${length}`,
  );

/** What was applied is in its state, and nothing else was begun: nothing is to be recovered, and a plan goes on. */
async function killBetween(workspace: Workspace): Promise<void> {
  const { name } = workspace.environment;
  const stacks = ["bootstrap", STACK];
  workspace.edit((text) => text.replace(/^tags: \{/m, "tags: { Changed: yes-it-is,"));
  await command(workspace, "plan", name, ...stacks);
  await approve(workspace, ...stacks);
  await killCommand(workspace, ["bash", deployScript(workspace), name], (child, kill) => {
    const look = setInterval(() => {
      if (!descendants(child).some(({ command: text }) => text.includes(`apply plans/${name}/${STACK}.plan`))) return;
      clearInterval(look);
      kill();
    }, 20);
  });
  const { code, output } = await recoverCommand(workspace, ...stacks);
  if (code !== 0 || !output.includes("Everything that is declared is in its state."))
    throw new StepError(`recover ended with exit code ${code}: ${output}`);
  await planNothing(workspace, `${name}-bootstrap`, "killed after it was applied");
  await applyPlainly(workspace, idOf(workspace));
  await planNothing(workspace, idOf(workspace), "killed before it was applied");
}
