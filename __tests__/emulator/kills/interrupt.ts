import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../cli/places";
import { ended, mustRun, StepError, start } from "../processes";
import type { Step } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { approve, CLI, command, recoverAndApply, recoverCommand } from "./kill";
import { newCounter, watching } from "./proxy";

const STACK = "network";
/** Change at which it is interrupted: in the middle of what the stack makes. */
const AT = 12;

/** Interrupts an apply, and the pipeline that runs one, as a cancelled job does. */
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
    await goOn(workspace);
  });
}

/** What Terraform and this project's command must have said. */
const SAID = [
  "SIGINT: terraform is asked to stop",
  "GitHub Actions kills a cancelled step",
  "Interrupt received",
  "Gracefully shutting down",
];

/**
 * No lock is left, and the state has what was made by then. A call that was under way is lost even so, because the provider drops
 * it: recovery takes over what became of it.
 */
async function goOn(workspace: Workspace): Promise<void> {
  const { code, output } = await recoverCommand(workspace, STACK, "--dry-run");
  if (code !== 0 || output.includes("Locked")) throw new StepError(`something is left: ${output}`);
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${workspace.environment.name}-${STACK}`) };
  const known = (await mustRun(["terraform", "state", "list"], options)).split("\n").filter((line) => line !== "");
  const lost = output.match(/^ {2}\S+ \S+ = /gm) ?? [];
  if (known.length <= lost.length) throw new StepError(`the state knows ${known.length}, and lost ${lost.length}`);
  await recoverAndApply(workspace, STACK);
}

/** The script of the workflow's own step, with a project around it whose `apply` is this project's, without compiling it. */
function scriptOfPipeline({ folder }: Workspace): string {
  const workflow = parse(readFileSync(join(ROOT, ".github/workflows/platform.yml"), "utf8"));
  const { run } = workflow.jobs.deploy.steps.find(({ name }: { name?: string }) => name === "Deploy in order");
  const script = join(folder, "deploy.sh");
  writeFileSync(script, run.replaceAll("dist/cli/aws-platform.js", CLI));
  return script;
}
