import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants, ended, killTree, mustRun, StepError, signalTo, start } from "../processes";
import type { Step } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { deployScript } from "./deploy-script";
import { approve, command, recoverAndApply, recoverCommand, words } from "./kill";
import { newCounter, watching } from "./proxy";

const STACK = "network";
/** Change at which it is interrupted: in the middle of what the stack makes. */
const AT = 12;

/** Variable by which Jenkins recognizes what a build started. */
const COOKIE = "JENKINS_SERVER_COOKIE";

/** How somebody asks a run to stop. */
interface Interruption {
  readonly name: string;
  readonly commandFor: (workspace: Workspace) => readonly string[];
  /** Variables that the pipeline sets. */
  readonly env: NodeJS.ProcessEnv;
  readonly interrupt: (child: ChildProcess) => Promise<void>;
  /** What must be said. */
  readonly said: readonly string[];
}

/** What Terraform and this project's command say when the first signal reaches Terraform, and a second one does not. */
const POLITE = ["terraform is asked to stop", "Interrupt received", "Gracefully shutting down"];

const applying = ({ environment }: Workspace) => words("apply", `plans/${environment.name}/${STACK}.plan`);
const deploying = (workspace: Workspace) => ["bash", deployScript(workspace), workspace.environment.name];

const INTERRUPTIONS: readonly Interruption[] = [
  {
    name: "interrupt an apply, and once more",
    commandFor: applying,
    env: {},
    interrupt: async ({ pid }) => {
      signalTo(pid, "SIGINT");
      await sleep(1000);
      signalTo(pid, "SIGTERM");
    },
    said: POLITE,
  },
  {
    name: "cancel the job of GitHub that applies",
    commandFor: deploying,
    env: { GITHUB_ACTIONS: "true" },
    // the first process of a step hears of it alone; what still runs ten seconds later is killed, with all that it started
    interrupt: async (child) => {
      const { pid } = child;
      signalTo(pid, "SIGINT");
      await sleep(7500);
      signalTo(pid, "SIGTERM");
      await sleep(2500);
      if (child.exitCode === null) killTree(child);
    },
    said: [...POLITE, "GitHub Actions kills a cancelled step"],
  },
  {
    name: "abort the build of Jenkins that applies",
    commandFor: deploying,
    env: { JENKINS_URL: "http://jenkins.invalid/", [COOKIE]: "durable-1234" },
    interrupt: abortAsJenkins,
    said: [...POLITE, "Jenkins waits two minutes for what it aborts"],
  },
];

export const interruptSteps: readonly Step[] = INTERRUPTIONS.map((interruption) => ({
  name: interruption.name,
  stacks: [STACK],
  isAside: true,
  run: (workspace) => interrupt(workspace, interruption),
}));

function interrupt(original: Workspace, { name, commandFor, env, interrupt, said }: Interruption) {
  return onCopy(original, name.replaceAll(/[^a-z]+/gi, "-"), async (copy) => {
    const counter = newCounter();
    const workspace = await watching(copy, counter);
    await command(workspace, "plan", workspace.environment.name, STACK);
    await approve(workspace, STACK);
    const { options } = workspace;
    const child = start(commandFor(workspace), { ...options, env: { ...options.env, ...env } });
    child.stdin?.end();
    let sent: Promise<void> | undefined;
    counter.at = AT;
    counter.hit = () => {
      sent = interrupt(child);
      return false;
    };
    const { code, output } = await ended(child);
    await sent;
    const missing = said.filter((sentence) => !output.includes(sentence));
    if (code === 0 || missing.length > 0)
      throw new StepError(`it ended with exit code ${code}, and did not say: ${missing.join("; ")}`);
    await goOn(workspace);
  });
}

/**
 * Asks every process that carries the cookie of the build to stop, and all that it started, the children before their parents,
 * and waits for each to end, two minutes in all: so does `ProcessTree` of Jenkins.
 */
async function abortAsJenkins(child: ChildProcess): Promise<void> {
  const known = [child.pid ?? 0, ...descendants(child).map(({ pid }) => pid)];
  const all = [
    ...withCookie()
      .filter((pid) => !known.includes(pid))
      .reverse(),
    ...known.reverse(),
  ];
  const deadline = performance.now() + 120_000;
  for (const pid of all) {
    if (!signalTo(pid, "SIGTERM")) continue;
    while (signalTo(pid, 0) && performance.now() < deadline && child.exitCode === null) await sleep(100);
  }
}

/** Processes that carry the cookie, wherever they are. */
const withCookie = (): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`${COOKIE}=durable-1234\0`);
      } catch {
        return false; // it has ended, or is the kernel's
      }
    })
    .map(Number);

/**
 * The state has what was made by then, and no lock is left. A call that was under way is lost
 * even so, because the provider drops it: recovery takes over what became of it.
 */
async function goOn(workspace: Workspace): Promise<void> {
  const { code, output } = await recoverCommand(workspace, STACK, "--dry-run");
  if (code !== 0 || output.includes("Locked")) throw new StepError(`something is left: ${output}`);
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${workspace.environment.name}-${STACK}`) };
  const known = (await mustRun(["terraform", "state", "list"], options)).split("\n").filter((line) => line !== "");
  const lost = output.match(/^ {2}\S+ \S+ = /gm) ?? [];
  console.log(`${"".padEnd(28)}   the state knows ${known.length}, and lost ${lost.length}`);
  if (known.length === 0) throw new StepError(`the state knows nothing, and lost ${lost.length}`);
  await recoverAndApply(workspace, STACK);
}
