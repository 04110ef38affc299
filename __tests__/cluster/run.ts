import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesizeHere } from "../../cli/synthesize";
import type { StackJson } from "../../cli/terraform/adapt";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { EXIT, runProgram } from "../../platform/exit";
import { endAll } from "../emulator/processes";
import { EVERYTHING } from "../kubernetes/everything";
import { ENVIRONMENTS } from "../project";
import { Api } from "./api";
import { runSite } from "./applied/run";
import { fetchCharts } from "./charts";
import { type Cluster, startControlPlane } from "./control-plane";
import { FAULTS } from "./faults";
import { clock, fitAll, type Journey, type Made, say, travel } from "./journeys";
import { readKubeconfig } from "./kubeconfig";
import { madeBy } from "./place";
import { buildPrograms, findPrograms, type Programs } from "./programs";
import { missingCharts, missingForTerraform, missingRequirements } from "./requirements";

/** Journeys at the same time, each on a control plane of its own. */
const LANES = 2;
const temporary = mkdtempSync(join(tmpdir(), "cluster-"));
const since = performance.now();

/** What a journey shows. */
type Part = "terraform" | "objects" | "faults";

/** A journey that starts a cluster of its own. */
interface Alone {
  readonly title: string;
  readonly part: Part;
  /** Says whether all went as it must. */
  readonly run: (folder: string) => Promise<boolean>;
}

async function main(): Promise<number> {
  const missing = missingRequirements();
  if (missing.length > 0) {
    console.error(`nothing was tested, because this machine lacks:\n${missing.map((one) => `  ${one}`).join("\n")}`);
    return EXIT.missing;
  }
  const environments = await synthesizeAll();
  const programs = await preparePrograms();
  fetchCharts(environments.flatMap(({ environment, outdir }) => madeBy(outdir, environment.name).releases));
  const unapplied = missingForTerraform(environments.map(stackOf));
  const journeys = journeysOf(environments, programs, unapplied.length === 0);
  const chosen = chooseBy(process.env.JOURNEY, journeys);
  const passed = await runAll(chosen);
  report(environments, passed, chosen, unapplied);
  return passed === chosen.length ? EXIT.fine : EXIT.unusable;
}

/** Whether the cluster is somebody's own: then there is only this one, and its objects alone are tried. */
const isGiven = Boolean(process.env.KUBECONFIG);

/** Every journey that can be made here, the longest first. */
function journeysOf(environments: readonly Made[], programs: Programs, isApplied: boolean): Alone[] {
  const objects = environments.map((made) => on(made.environment.name, "objects", programs, travel(made, programs)));
  const [smallest, last] = [environments[0], environments.at(-1)];
  if (isGiven || !smallest || !last) return objects;
  return [
    ...(isApplied ? environments.map((made) => siteOf(made, programs)) : []),
    ...objects,
    ...FAULTS.map((fault) => on(fault.name, "faults", programs, travel(smallest, programs, fault))),
    on("does-it-fit", "faults", programs, fitAll(last, programs)),
  ];
}

/** The journeys that a list of titles names; all when there is none. */
function chooseBy(names: string | undefined, journeys: readonly Alone[]): readonly Alone[] {
  if (!names) return journeys;
  const titles = journeys.map(({ title }) => title);
  const unknown = names.split(",").filter((name) => !titles.includes(name));
  if (unknown.length > 0)
    throw new UserError(`JOURNEY: there is no ${unknown.join(", ")} here; write some of ${titles.join(",")}`);
  return journeys.filter(({ title }) => names.split(",").includes(title));
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

async function runAll(journeys: readonly Alone[]): Promise<number> {
  const queue = [...journeys];
  let passed = 0;
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const folder = join(temporary, next.title);
      mkdirSync(folder, { recursive: true });
      if (await next.run(folder)) passed += 1;
    }
  };
  await Promise.all(Array.from({ length: isGiven ? 1 : LANES }, lane));
  return passed;
}

/** A journey on a cluster that ends with it. */
const on = (title: string, part: Part, programs: Programs, journey: Journey): Alone => ({
  title,
  part,
  run: async (folder) => {
    const cluster = await openCluster(programs, folder);
    try {
      return await journey(cluster, folder);
    } finally {
      cluster.stop();
    }
  },
});

/** The workloads of an environment, applied by Terraform itself. */
const siteOf = ({ environment, folder: environments }: Made, programs: Programs): Alone => ({
  title: `terraform-${environment.name}`,
  part: "terraform",
  run: (folder) => runSite(environment, environments, programs, folder, say),
});

const stackOf = ({ environment, outdir }: Made): StackJson =>
  JSON.parse(readFileSync(join(outdir, "stacks", `${environment.name}-workloads`, "cdk.tf.json"), "utf8"));

/** The cluster that `KUBECONFIG` names, or a new control plane. */
async function openCluster(programs: Programs, folder: string): Promise<Cluster> {
  const file = process.env.KUBECONFIG;
  if (!file) return startControlPlane(programs, join(folder, "cluster"));
  return { api: new Api(readKubeconfig(file)), kubeconfig: file, isOwn: false, stop: () => undefined };
}

/** The last lines: which part ran, and what the others need. */
function report(made: readonly Made[], passed: number, chosen: readonly Alone[], unapplied: readonly string[]): void {
  const charts = missingCharts(made.flatMap(({ environment, outdir }) => madeBy(outdir, environment.name).releases));
  const needsOwn = isGiven ? ["it needs a control plane of its own; leave KUBECONFIG out"] : [];
  const of = (part: Part | undefined, reasons: readonly string[], ran: string) => {
    const isChosen = part === undefined || chosen.some((one) => one.part === part);
    const why = [...reasons, ...(reasons.length > 0 || isChosen ? [] : ["JOURNEY names others"])];
    return why.length === 0 ? ran : `not run:\n${why.map((reason) => `    ${reason}`).join("\n")}`;
  };
  const where = isGiven ? "the cluster of KUBECONFIG" : "a control plane of Kubernetes on loopback";
  console.log(`
journeys that went as they must: ${passed} of ${chosen.length} · ${clock(since).trim()}
parts:
  objects, admission, scheduling, releases of the project's own charts: ${of("objects", [], `ran on ${where}`)}
  planted faults and "does it fit": ${of("faults", needsOwn, "ran")}
  public charts: ${of(undefined, charts, "ran")}
  terraform apply with the providers of Kubernetes and Helm: ${of("terraform", [...needsOwn, ...unapplied], `ran${charts.length > 0 ? ", with stand-ins for the public charts" : ""}`)}`);
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
