import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, relative, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment, StackName } from "../../environments/schema";
import { askAws } from "../../operations/aws";
import { runAws } from "../../operations/aws-cli";
import { clusterOf } from "../../operations/kubernetes";
import { type Asked, type Recovery, recover } from "../../operations/recover";
import { ADOPT_FILE, parseAdopted } from "../../operations/recover/adopt";
import { IMPORT_FILE, importBlocks } from "../../operations/recover/import-file";
import { stagesOf } from "../../operations/recover/stages";
import { isBlocked, textOf } from "../../operations/recover/text";
import { readStates } from "../../operations/states";
import { EXIT, type ExitCode } from "../../platform/exit";
import { stateBucket, stateKey } from "../../platform/state";
import { readEnvironments } from "../../reports/synthesized";
import { refuseOtherAccount } from "../operate/account";
import { environmentsFolder, outputFolder, spelled } from "../places";
import { stacksInOrder } from "../plan/order";
import { planStacks } from "../plan/plan";
import { type Progress, startProgress } from "../progress";
import { synthesize } from "../terraform/commands";
import { requireTerraform } from "../terraform/run";
import { isWorkingIn } from "./processes";

/** What the user chose besides the stacks. */
interface Choices {
  readonly isDryRun: boolean;
  readonly forgetsReleases: boolean;
}

/**
 * Finds what stacks declare, the account or the cluster has, and the states lack; writes import blocks, plans and reviews.
 * The exit code is that of the review, or 1 when a person must decide something first.
 */
export async function recoverStacks(name: string, wanted: readonly string[], choices: Choices): Promise<ExitCode> {
  requireTerraform();
  const folder = environmentsFolder();
  const [environment] = loadEnvironments({ folder, names: name }).environments;
  if (!environment) throw new UserError(`there is no environment ${name}`);
  const outdir = resolve(outputFolder());
  const progress = await startProgress();
  await progress.step(`synthesizing ${name}`, () => synthesize(name, outdir));
  const stacks = stacksInOrder(outdir, name, wanted);
  const { asked, found } = await progress.step(`reading the states of ${name}, and asking AWS`, async () => {
    const asked = await ask(environment, stacks, outdir);
    return { asked, found: await recover(asked) };
  });
  console.log(textOf(found));
  if (choices.forgetsReleases) await forgetReleases(found, asked);
  else if (found.ailments.some(({ forget }) => forget))
    throw new UserError(
      `nothing was planned; ${spelled("recover", name, ...wanted, "--forget-releases")} cures the releases`,
    );
  if (isBlocked(found)) return EXIT.unusable;
  if (choices.isDryRun) return EXIT.fine;
  return planImports(name, asked, found, outdir, progress);
}

/** Collects what the recovery is made of; a state that cannot be read ends it, because then nobody knows what is missing. */
async function ask(environment: Environment, stacks: readonly string[], outdir: string): Promise<Asked> {
  const aws = askAws(runAws, environment.region);
  await refuseOtherAccount(aws, environment);
  const [synthesized] = readEnvironments(outdir).filter(({ name }) => name === environment.name);
  if (!synthesized) throw new UserError(`${outdir} holds no stack of ${environment.name}`);
  const names = synthesized.stacks.map(({ name }) => name as StackName);
  const states = await readStates(environment, names, { aws, outdir });
  if (states.unread.length > 0)
    throw new UserError(
      states.unread.map(({ stack, why }) => `the state of ${stack} could not be read: ${why}`).join("\n"),
    );
  const isInBucket = environment.state.backend === "s3";
  return {
    environment: synthesized,
    stacks,
    states,
    stateBucket: isInBucket
      ? { bucket: stateBucket(environment), keyOf: (stack) => stateKey(environment, stack as StackName) }
      : undefined,
    given: givenIn(environment.name),
    aws,
    kubernetes: clusterOf(environment, aws),
    account: environment.account,
    region: environment.region,
    here: { host: hostname(), isWorkingIn, now: new Date() },
    folderOf: (stack) => relative(process.cwd(), join(outdir, "stacks", `${environment.name}-${stack}`)),
  };
}

/** The ids of `adopt.yaml`, by `<stack> <address>`; those of other environments are left alone. */
function givenIn(environment: string): ReadonlyMap<string, string> {
  if (!existsSync(ADOPT_FILE)) return new Map();
  const read = parseAdopted(readFileSync(ADOPT_FILE, "utf8"), ADOPT_FILE);
  if ("problems" in read) throw new UserError([`${ADOPT_FILE} cannot be used:`, ...read.problems].join("\n  "));
  const own = read.adopt.filter(({ stack }) => stack.startsWith(`${environment}-`));
  return new Map(own.map(({ stack, address, id }) => [`${stack.slice(environment.length + 1)} ${address}`, id]));
}

async function forgetReleases({ ailments }: Recovery, { kubernetes }: Asked): Promise<void> {
  for (const { forget, stack, address } of ailments) {
    if (forget === undefined) continue;
    await kubernetes.remove(forget);
    console.log(`${stack} ${address}: Helm has forgotten the revision that was never finished (${forget})`);
  }
}

/** Plans the stacks of which something is taken over, with the import blocks beside them. */
function planImports(
  name: string,
  { stacks, environment, states }: Asked,
  { findings }: Recovery,
  outdir: string,
  progress: Progress,
): Promise<ExitCode> | ExitCode {
  const blocks = new Map(
    stacks.map((stack) => [stack, importBlocks(stack, findings)] as const).filter(([, text]) => text !== ""),
  );
  const { now, later } = stagesOf([...blocks.keys()], environment, states);
  for (const { stack, after } of later)
    console.log(
      `${stack} is planned once ${after.join(" and ")} was applied, whose outputs it reads: run this again then`,
    );
  if (now.length === 0) return EXIT.fine;
  return planStacks(name, now, outdir, progress, ({ folder, stack }) =>
    writeFileSync(join(folder, IMPORT_FILE), blocks.get(stack) ?? ""),
  );
}
