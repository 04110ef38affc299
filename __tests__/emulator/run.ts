import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cliConfigFile } from "../../cli/terraform/mirror";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { runProgram } from "../../platform/exit";
import { startEmulator } from "./emulator";
import { FAULTS, type Fault } from "./faults";
import { ids, JOURNEY, type Step } from "./journey";
import { endAll, StepError, tail } from "./processes";
import { checkCommands, checkRequirements } from "./requirements";
import { createWorkspace, type Workspace } from "./workspace";

/** One environment on its way through steps, with an emulated account of its own. */
interface Journey {
  readonly title: string;
  readonly environment: Environment;
  readonly steps: readonly Step[];
  /** A mistake planted after synthesis; the journey must then fail as it foretells. */
  readonly fault?: Fault;
}

/** Journeys that run at the same time: each is mostly waiting, but Terraform's start wants a core. */
const LANES = 3;
const folder = process.env.ENVIRONMENTS_DIR || "environments";
const temporary = mkdtempSync(join(tmpdir(), "emulator-"));
const since = performance.now();
const clock = (from: number): string => `${Math.round((performance.now() - from) / 1000)} s`.padStart(6);
const say = (title: string, step: string, from: number, verdict: string): void =>
  console.log(`${title.padEnd(28)} ${step.padEnd(52)} ${clock(from)}  ${verdict}`);

/** Runs every journey; the exit code is 1 when one of them did not go as it must. */
async function main(): Promise<void> {
  checkRequirements();
  checkCommands();
  const { environments } = loadEnvironments({ folder, names: process.env.ENVIRONMENT });
  const cloud = environments.filter(({ state }) => state.backend === "cloud").map(({ name }) => name);
  if (cloud.length > 0) {
    throw new UserError(
      `${cloud.join(", ")}: HCP Terraform keeps the state and cannot be emulated; write another backend`,
    );
  }
  const journeys: Journey[] = [
    ...environments.map((environment) => ({ title: environment.name, environment, steps: JOURNEY })),
    ...environments
      .slice(0, 1)
      .flatMap((environment) => FAULTS.map((fault) => ({ title: fault.name, environment, steps: fault.steps, fault }))),
  ];
  const cliConfig = cliConfigFile(temporary);
  const queue = [...journeys];
  const results: boolean[] = [];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await travel(next, cliConfig));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const passed = results.filter(Boolean).length;
  console.log(`\njourneys that went as they must: ${passed} of ${journeys.length} · ${clock(since).trim()}`);
  process.exitCode = passed === journeys.length ? 0 : 1;
}

/** Runs the steps of one journey, a line each; says whether all went as it must. */
async function travel(journey: Journey, cliConfig: string | undefined): Promise<boolean> {
  const { environment, fault } = journey;
  const emulator = await startEmulator(environment.account, temporary, journey.title);
  const file = join(folder, `${environment.name}.yaml`);
  const workspace = createWorkspace({ file, environment, emulator, cliConfig, fault: fault?.name, parent: temporary });
  try {
    if (fault) fault.prepare(workspace);
    const failure = await firstFailure(journey, workspace);
    return fault ? isForetold(journey, fault, failure) : failure === undefined;
  } finally {
    emulator.stop();
  }
}

interface Failure {
  readonly step: string;
  readonly text: string;
}

async function firstFailure({ title, steps, fault }: Journey, workspace: Workspace): Promise<Failure | undefined> {
  for (const { name, stacks, run } of steps) {
    if (stacks && ids(workspace, stacks).length === 0) continue; // the first step says which stacks there are
    const from = performance.now();
    try {
      await run(workspace);
      say(title, name, from, "ok");
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      const text = `${error.message}\n${tail(workspace.log, 40)}`;
      say(title, name, from, fault ? "refused" : "FAILED");
      if (!fault) console.log(`${text}\n\nThe full log: ${workspace.log}`);
      return { step: name, text };
    }
  }
  return undefined;
}

/** A planted fault must fail at its step and say its message. */
function isForetold({ title }: Journey, { step, message }: Fault, failure: Failure | undefined): boolean {
  const asForetold = failure?.step === step && message.test(onOneLine(failure.text));
  if (!asForetold) {
    console.log(
      `${title}: wanted "${step}" to fail with ${message}, but ${failure ? `"${failure.step}" failed with:\n${failure.text}` : "nothing failed"}`,
    );
  }
  return asForetold;
}

/** A message without the frame and the line breaks that cdktf draws it with. */
const onOneLine = (text: string): string => text.replace(/[\s│╷╵]+/g, " ");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}

runProgram(main).finally(() => {
  endAll();
  if (process.exitCode === 0) rmSync(temporary, { recursive: true, force: true });
});
