import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../cli/places";
import { ended, StepError, start } from "../processes";
import type { Step } from "../step";
import { plan, unexplained } from "../terraform";
import { onCopy, type Workspace } from "../workspace";
import { applyPlainly, approve, CLI, command, recoverCommand } from "./kill";
import { newCounter, watching } from "./proxy";

const STACK = "network";
/** Change at which it is interrupted: in the middle of what the stack makes. */
const AT = 12;

/** Interrupts an apply, and the pipeline that runs one, as a cancelled job does; nothing may be lost. */
export const interruptSteps: readonly Step[] = [
  {
    name: "interrupt an apply, politely, and once more",
    stacks: [STACK],
    isAside: true,
    run: (workspace) =>
      interrupt(workspace, "apply", (id) => [process.execPath, CLI, "apply", `plans/${id}/${STACK}.plan`]),
  },
  {
    name: "cancel the pipeline that applies",
    stacks: [STACK],
    isAside: true,
    run: (workspace) => interrupt(workspace, "pipeline", () => ["bash", "-e", scriptOfPipeline(workspace)]),
  },
];

/** Asks only the program that was started, first with SIGINT and then with SIGTERM: whatever works for it must hear of it once. */
function interrupt(original: Workspace, name: string, commandFor: (environment: string) => string[]): Promise<void> {
  return onCopy(original, `interrupted-${name}`, async (copy) => {
    const counter = newCounter();
    const workspace = await watching(copy, counter);
    const { name: environment } = workspace.environment;
    await command(workspace, "plan", environment, STACK);
    await approve(workspace, STACK);
    const env = { ...workspace.options.env, ENVIRONMENT: environment, GITHUB_ACTIONS: "true" };
    const child = start(commandFor(environment), { ...workspace.options, env });
    child.stdin?.end();
    const send = (signal: NodeJS.Signals) => child.exitCode === null && child.kill(signal);
    counter.at = AT;
    counter.hit = () => {
      send("SIGINT");
      setTimeout(send, 1000, "SIGTERM");
      return false;
    };
    const { code, output } = await ended(child);
    const missing = SAID.filter((sentence) => !output.includes(sentence));
    if (code === 0 || missing.length > 0)
      throw new StepError(`it ended with exit code ${code}, and did not say: ${missing.join("; ")}`);
    await findNothingLost(workspace);
  });
}

/** What Terraform and this project's command must have said. */
const SAID = [
  "SIGINT: terraform is asked to stop",
  "GitHub Actions kills a cancelled step",
  "Interrupt received",
  "Gracefully shutting down",
];

async function findNothingLost(workspace: Workspace): Promise<void> {
  const { code, output } = await recoverCommand(workspace, STACK, "--dry-run");
  if (code !== 0 || /Locked|in no state: adopted/.test(output)) throw new StepError(`something was lost: ${output}`);
  const id = `${workspace.environment.name}-${STACK}`;
  await applyPlainly(workspace, id);
  const left = unexplained(await plan(workspace, id));
  if (left.length > 0) throw new StepError(`after an interruption and an apply: ${left.join("; ")}`);
}

/** The script of the workflow's own step, with a project around it whose `apply` is this project's, without compiling it. */
function scriptOfPipeline({ folder }: Workspace): string {
  const workflow = parse(readFileSync(join(ROOT, ".github/workflows/platform.yml"), "utf8"));
  const { run } = workflow.jobs.deploy.steps.find(({ name }: { name?: string }) => name === "Deploy in order");
  const script = join(folder, "deploy.sh");
  writeFileSync(script, run.replaceAll("dist/cli/aws-platform.js", CLI));
  return script;
}
