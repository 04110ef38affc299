import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cliConfigFile } from "../../cli/terraform/mirror";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { runProgram } from "../../platform/exit";
import { ENVIRONMENTS } from "../project";
import { startCommandLine } from "./command-line";
import { startEmulator } from "./emulator";
import type { Fault } from "./faults";
import { endAll, StepError, tail } from "./processes";
import { checkCommands, checkRequirements } from "./requirements";
import { ids, type Step } from "./step";
import { createWorkspace, type Workspace } from "./workspace";

/** One environment on its way through steps, with an emulated account of its own. */
export interface Journey {
  readonly title: string;
  readonly environment: Environment;
  readonly steps: readonly Step[];
  /** A mistake planted after synthesis; the journey must then fail as it foretells. */
  readonly fault?: Fault;
}

/** What every journey of a run shares. */
interface Run {
  /** Folder of the environment files. */
  readonly folder: string;
  /** Folder in which the workspaces are made. */
  readonly temporary: string;
  /** Terraform's own configuration file, which names the provider mirror. */
  readonly cliConfig: string | undefined;
  readonly commandLine: NodeJS.ProcessEnv;
}

/** Journeys that run at the same time, `LANES` of them: each is mostly waiting, but Terraform's start wants a core. @default 3 */
const LANES = Number(process.env.LANES || 3);

/** Time since a moment of `performance.now()`. */
const clock = (from: number): string => `${Math.round((performance.now() - from) / 1000)} s`.padStart(6);

const say = (title: string, step: string, from: number, verdict: string): void =>
  console.log(`${title.padEnd(28)} ${step.padEnd(52)} ${clock(from)}  ${verdict}`);

/** Runs the journeys of the environments; the exit code is 1 when one of them did not go as it must. */
export function runJourneys(journeysOf: (environments: readonly Environment[]) => readonly Journey[]): void {
  const temporary = mkdtempSync(join(tmpdir(), "emulator-"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      endAll();
      process.exit(130);
    });
  }
  runProgram(async () => {
    checkRequirements();
    checkCommands();
    const folder = process.env.ENVIRONMENTS_DIR || ENVIRONMENTS;
    const commandLine = await startCommandLine(temporary);
    return travelAll(journeysOf(emulated(folder)), {
      folder,
      temporary,
      cliConfig: cliConfigFile(temporary),
      commandLine,
    });
  }).finally(() => {
    endAll();
    if (process.exitCode === 0) rmSync(temporary, { recursive: true, force: true });
  });
}

/** The environments that are asked for; one whose state is elsewhere cannot be emulated. */
function emulated(folder: string): readonly Environment[] {
  const { environments } = loadEnvironments({ folder, names: process.env.ENVIRONMENT });
  const cloud = environments.filter(({ state }) => state.backend === "cloud").map(({ name }) => name);
  if (cloud.length > 0)
    throw new UserError(
      `${cloud.join(", ")}: HCP Terraform keeps the state and cannot be emulated; write another backend`,
    );
  return environments;
}

/** Runs journeys side by side, and says how many went as they must; all of them is exit code 0. */
async function travelAll(journeys: readonly Journey[], run: Run): Promise<number> {
  const since = performance.now();
  const queue = [...journeys];
  const results: boolean[] = [];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await travel(next, run));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const passed = results.filter(Boolean).length;
  console.log(`\njourneys that went as they must: ${passed} of ${journeys.length} · ${clock(since).trim()}`);
  return passed === journeys.length ? 0 : 1;
}

/** Runs the steps of one journey, a line each; says whether all went as it must. */
async function travel(journey: Journey, { folder, temporary, cliConfig, commandLine }: Run): Promise<boolean> {
  const { environment, fault } = journey;
  const emulator = await startEmulator(environment.account, temporary, journey.title);
  const file = join(folder, `${environment.name}.yaml`);
  const workspace = createWorkspace({
    file,
    environment,
    emulator,
    cliConfig,
    commandLine,
    fault: fault?.name,
    parent: temporary,
  });
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
  let first: Failure | undefined;
  for (const { name, stacks, run, isAside } of steps) {
    if (stacks && ids(workspace, stacks).length === 0) continue; // the first step says which stacks there are
    const from = performance.now();
    try {
      await run(workspace);
      say(title, name, from, "ok");
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      const text = `${error.message}\n${tail(workspace.log, 40)}`;
      say(title, name, from, fault ? "refused" : "FAILED");
      if (!fault) console.log(isAside ? error.message : `${text}\n\nThe full log: ${workspace.log}`);
      first ??= { step: name, text };
      if (!isAside) return first;
    }
  }
  return first;
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
