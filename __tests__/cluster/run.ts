import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesizeHere } from "../../cli/synthesize";
import type { StackJson } from "../../cli/terraform/adapt";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { EXIT, runProgram } from "../../platform/exit";
import { endAll, StepError, signal } from "../emulator/processes";
import type { Block } from "../helpers";
import { EVERYTHING } from "../kubernetes/everything";
import { ENVIRONMENTS } from "../project";
import { Api } from "./api";
import { runSite } from "./applied/run";
import { fetchCharts } from "./charts";
import { type Cluster, startControlPlane, startKwok } from "./control-plane";
import { FAULTS, type Fault } from "./faults";
import { compareFit, FIT_CASES } from "./fits";
import { readKubeconfig } from "./kubeconfig";
import { madeBy, type Place } from "./place";
import { buildPrograms, findPrograms, type Programs } from "./programs";
import { missingCharts, missingForTerraform, missingRequirements } from "./requirements";
import { JOURNEY } from "./steps";
import { playVolumes } from "./volumes";

/** Journeys at the same time, each on a control plane of its own. */
const LANES = 2;
const temporary = mkdtempSync(join(tmpdir(), "cluster-"));
const since = performance.now();
const clock = (from: number): string => `${Math.round((performance.now() - from) / 1000)} s`.padStart(6);
const say = (title: string, step: string, from: number, verdict: string): void =>
  console.log(`${title.padEnd(28)} ${step.padEnd(52)} ${clock(from)}  ${verdict}`);

/** One environment on its way through the steps, or the cases of "does it fit". Says whether all went as it must. */
type Journey = (cluster: Cluster, folder: string) => Promise<boolean>;
/** A journey that starts a cluster of its own. */
type Alone = (folder: string) => Promise<boolean>;

async function main(): Promise<number> {
  const missing = missingRequirements();
  if (missing.length > 0) {
    console.error(`nothing was tested, because this machine lacks:\n${missing.map((one) => `  ${one}`).join("\n")}`);
    return EXIT.missing;
  }
  const environments = await synthesizeAll();
  const programs = await preparePrograms();
  fetchCharts(environments.flatMap(({ environment, outdir }) => madeBy(outdir, environment.name).releases));
  const isGiven = Boolean(process.env.KUBECONFIG);
  const [smallest] = environments;
  const onCluster = (journey: Journey): Alone => withCluster(programs, journey);
  const unapplied = missingForTerraform(environments.map(stackOf));
  const journeys: [string, Alone][] = [
    ...(isGiven || unapplied.length > 0 ? [] : environments.map((one): [string, Alone] => siteOf(one, programs))),
    ...environments.map((one): [string, Alone] => [one.environment.name, onCluster(travel(one, programs))]),
    ...(isGiven
      ? []
      : FAULTS.map((fault): [string, Alone] => [fault.name, onCluster(travel(smallest as Made, programs, fault))])),
    ...(isGiven ? [] : [["does-it-fit", onCluster(fitAll(environments.at(-1) as Made, programs))] as [string, Alone]]),
  ];
  const chosen = journeys.filter(([title]) => !process.env.JOURNEY || process.env.JOURNEY.split(",").includes(title));
  if (chosen.length === 0)
    throw new UserError(
      `there is no journey ${process.env.JOURNEY}; write one of ${journeys.map(([title]) => title).join(", ")}`,
    );
  const passed = await runAll(chosen);
  report(environments, passed, chosen.length, isGiven, unapplied);
  return passed === chosen.length ? EXIT.fine : EXIT.unusable;
}

/** One synthesized environment. */
interface Made {
  readonly environment: Environment;
  readonly outdir: string;
  /** Folder of its file. */
  readonly folder: string;
}

/** The chosen environments, and the one with everything on. Those without workloads have nothing to do here. */
async function synthesizeAll(): Promise<Made[]> {
  const own = process.env.ENVIRONMENTS_DIR || ENVIRONMENTS;
  const made: Made[] = [];
  for (const [folder, names] of [
    [own, process.env.ENVIRONMENT],
    [EVERYTHING, undefined],
  ] as const) {
    const outdir = join(temporary, `synthesized-${made.length}`);
    const { environments } = loadEnvironments({ folder, names });
    const wanted = environments.filter(({ workloads }) => workloads);
    if (wanted.length === 0) continue;
    await synthesizeHere({
      ENVIRONMENTS_DIR: folder,
      ENVIRONMENT: wanted.map(({ name }) => name).join(","),
      CDKTF_OUTDIR: outdir,
    });
    made.push(...wanted.map((environment) => ({ environment, outdir, folder })));
  }
  return made;
}

async function preparePrograms(): Promise<Programs> {
  const found = findPrograms();
  if (found) return found;
  const from = performance.now();
  console.log("building the control plane from Go modules, once; this takes about five minutes …");
  const built = await buildPrograms(join(temporary, "build.log"));
  say("control plane", "built from Go modules, kept in the cache", from, "ok");
  return built;
}

async function runAll(journeys: readonly [string, Alone][]): Promise<number> {
  const queue = [...journeys];
  let passed = 0;
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [title, journey] = next;
      const folder = join(temporary, title);
      mkdirSync(folder, { recursive: true });
      if (await journey(folder)) passed += 1;
    }
  };
  await Promise.all(Array.from({ length: process.env.KUBECONFIG ? 1 : LANES }, lane));
  return passed;
}

/** A journey on a cluster that ends with it. */
const withCluster =
  (programs: Programs, journey: Journey): Alone =>
  async (folder) => {
    const cluster = await openCluster(programs, folder);
    try {
      return await journey(cluster, folder);
    } finally {
      cluster.stop();
    }
  };

/** The workloads of an environment, applied by Terraform itself. */
const siteOf = ({ environment, folder: environments }: Made, programs: Programs): [string, Alone] => [
  `terraform-${environment.name}`,
  (folder) => runSite(environment, environments, programs, folder, say),
];

const stackOf = ({ environment, outdir }: Made): StackJson =>
  JSON.parse(readFileSync(join(outdir, "stacks", `${environment.name}-workloads`, "cdk.tf.json"), "utf8"));

/** The cluster that `KUBECONFIG` names, or a new control plane. */
async function openCluster(programs: Programs, folder: string): Promise<Cluster> {
  const file = process.env.KUBECONFIG;
  if (!file) return startControlPlane(programs, join(folder, "cluster"));
  return { api: new Api(readKubeconfig(file)), kubeconfig: file, isOwn: false, stop: () => undefined };
}

/** The steps of one environment, a line each. With a fault, its step must fail and say its message. */
function travel({ environment, outdir }: Made, programs: Programs, fault?: Fault): Journey {
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
const fitAll =
  ({ environment, outdir }: Made, { kwok: program }: Programs): Journey =>
  async ({ api, kubeconfig }, folder) => {
    const kwok = startKwok(program, folder, kubeconfig);
    const { releases } = madeBy(outdir, environment.name);
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

/** The last lines: which part ran, and what the others need. */
function report(
  made: readonly Made[],
  passed: number,
  all: number,
  isGiven: boolean,
  unapplied: readonly string[],
): void {
  const releases = made.flatMap(({ environment, outdir }) => madeBy(outdir, environment.name).releases);
  const charts = missingCharts(releases);
  const isPlayed = charts.length > 0 ? ", with stand-ins for the public charts" : "";
  const of = (reasons: readonly string[], ran: string) =>
    reasons.length === 0 ? ran : `not run:\n${reasons.map((reason) => `    ${reason}`).join("\n")}`;
  console.log(`
journeys that went as they must: ${passed} of ${all} · ${clock(since).trim()}
parts:
  objects, admission, scheduling, releases of the project's own charts: ran on ${isGiven ? "the cluster of KUBECONFIG" : "a control plane of Kubernetes on loopback"}
  planted faults and "does it fit": ${isGiven ? "not run: they need a control plane of their own; leave KUBECONFIG out" : "ran"}
  public charts: ${of(charts, "ran")}
  terraform apply with the providers of Kubernetes and Helm: ${isGiven ? "not run: it needs a control plane of its own; leave KUBECONFIG out" : of(unapplied, `ran${isPlayed}`)}`);
}

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    endAll();
    process.exit(130);
  });
}

runProgram(main).finally(() => {
  endAll();
  if (process.exitCode === 0) rmSync(temporary, { recursive: true, force: true });
  else if (process.exitCode !== EXIT.missing) console.log(`logs: ${temporary}`);
});
