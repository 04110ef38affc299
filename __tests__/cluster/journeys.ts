import { join } from "node:path";
import type { Environment } from "../../environments/schema";
import { StepError, signal } from "../emulator/processes";
import type { Block } from "../helpers";
import type { Cluster } from "./control-plane";
import { startKwok } from "./control-plane";
import type { Fault } from "./faults";
import { compareFit, FIT_CASES } from "./fits";
import { madeBy, type Place } from "./place";
import type { Programs } from "./programs";
import { JOURNEY } from "./steps";
import { playVolumes } from "./volumes";

/** One synthesized environment. */
export interface Made {
  readonly environment: Environment;
  readonly outdir: string;
  /** Folder of its file. */
  readonly folder: string;
}

/** One environment on its way through the steps, or the cases of "does it fit". Says whether all went as it must. */
export type Journey = (cluster: Cluster, folder: string) => Promise<boolean>;

/** Says a line of the report. */
export const say = (title: string, step: string, from: number, verdict: string): void =>
  console.log(`${title.padEnd(28)} ${step.padEnd(52)} ${clock(from)}  ${verdict}`);

/** Seconds since then, for a column. */
export const clock = (from: number): string => `${Math.round((performance.now() - from) / 1000)} s`.padStart(6);

/** The steps of one environment, a line each. With a fault, its step must fail and say its message. */
export function travel({ environment, outdir }: Made, programs: Programs, fault?: Fault): Journey {
  return async (cluster, folder) => {
    const title = fault?.name ?? environment.name;
    const kwok = startKwok(programs.kwok, folder, cluster.kubeconfig);
    const endVolumes = playVolumes(cluster.api);
    const place: Place = {
      environment,
      cluster,
      folder,
      log: join(folder, "helm.log"),
      kwok,
      patience: fault ? 15 : 90,
      ...madeBy(outdir, environment.name),
    };
    fault?.edit?.(place.objects.map(({ object }) => object) as Block[]);
    try {
      return await firstFailure(title, place, fault);
    } finally {
      endVolumes();
      await place.controller?.end().catch(() => undefined);
      signal(kwok, "SIGKILL");
    }
  };
}

async function firstFailure(title: string, place: Place, fault?: Fault): Promise<boolean> {
  for (const { name, run, unless } of JOURNEY) {
    const from = performance.now();
    const reason = unless?.(place);
    if (reason) {
      say(title, name, from, `–  ${reason}`);
      continue;
    }
    try {
      if (fault?.step === name) await fault.prepare?.(place);
      const note = await run(place);
      if (!fault) say(title, name, from, `ok${typeof note === "string" ? `  ${note}` : ""}`);
    } catch (error) {
      return judge(title, name, from, error as Error, fault);
    }
  }
  if (fault) console.log(`${title}: wanted "${fault.step}" to fail with ${fault.message}, but nothing failed`);
  return !fault;
}

/** A fault must fail at its step and say its message; anything else must not fail at all. */
function judge(title: string, step: string, from: number, error: Error, fault?: Fault): boolean {
  const text = error.message.replace(/\s+/g, " ");
  const isForetold = fault?.step === step && fault.message.test(text);
  say(title, step, from, isForetold ? "refused, as it must be" : "FAILED");
  if (isForetold) return true;
  if (fault) console.log(`${title}: wanted "${fault.step}" to fail with ${fault.message}, but "${step}" failed with:`);
  console.log(error instanceof StepError ? error.message : error.stack);
  return false;
}

/** The schema's own "does it fit" and the scheduler, in cases on both sides of each line. */
export const fitAll =
  ({ environment, outdir }: Made, { kwok: program }: Programs): Journey =>
  async ({ api, kubeconfig }, folder) => {
    const kwok = startKwok(program, folder, kubeconfig);
    const { objects, releases } = madeBy(outdir, environment.name);
    for (const { object } of objects) if (object.kind === "PriorityClass") await api.apply(object);
    let isRight = true;
    for (const one of FIT_CASES) {
      const from = performance.now();
      try {
        say("does-it-fit", one.what, from, await compareFit(api, environment, releases, one));
      } catch (error) {
        isRight = false;
        say("does-it-fit", one.what, from, "FAILED");
        console.log((error as Error).message);
      }
    }
    signal(kwok, "SIGKILL");
    return isRight;
  };
