import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { localStatePath } from "../../platform/state";
import { environmentsFolder, outputFolder } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, synthesize } from "../terraform/commands";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { type BootstrapPlace, writeBootstrapPlace } from "./bootstrap-place";

/**
 * Moves the state of an environment's bootstrap stack into the bucket that the stack made (`s3`, the default), or back to
 * this machine (`local`, before the bucket is destroyed), and writes the new place into the environment file.
 */
export async function moveState(name: string, to: BootstrapPlace): Promise<void> {
  const folder = environmentsFolder();
  const [environment] = loadEnvironments({ folder, names: name }).environments;
  if (environment?.state.backend !== "s3")
    throw new UserError(`${name} keeps no state in S3, so there is nothing to move`);
  if (environment.state.bootstrap === to) throw new UserError(`the bootstrap state of ${name} is in ${to} already`);

  const outdir = resolve(outputFolder());
  const file = join(folder, `${name}.yaml`);
  if (to === "s3") await toBucket(file, name, outdir);
  else await toMachine(file, name, outdir);
  console.log(`The bootstrap state of ${name} is in ${to} now. Commit ${file}: it says so.`);
}

async function toBucket(file: string, name: string, outdir: string): Promise<void> {
  const { stackFolder, stateFile } = placesOf(name, outdir);
  if (!existsSync(stateFile)) {
    throw new UserError(`there is no state in ${stateFile}; deploy ${name}-bootstrap first, on this machine`);
  }
  await withPlace(file, "s3", () =>
    inInitialized(name, outdir, async (env) => {
      await inStack(stackFolder, env, "state", "push", stateFile);
    }),
  );
  renameSync(stateFile, `${stateFile}.moved`);
}

async function toMachine(file: string, name: string, outdir: string): Promise<void> {
  const { stackFolder, stateFile } = placesOf(name, outdir);
  const state = await inInitialized(name, outdir, (env) => inStack(stackFolder, env, "state", "pull"));
  mkdirSync(dirname(stateFile), { recursive: true });
  writeFileSync(stateFile, state, { mode: 0o600 });
  await withPlace(file, "local", () => inInitialized(name, outdir, async () => undefined));
}

/** Synthesizes, initializes the bootstrap stack for the place that the environment file names now, and does something there. */
const inInitialized = <T>(name: string, outdir: string, work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> =>
  withTemporaryFolder("move-state", async (folder) => {
    const { stackFolder } = placesOf(name, outdir);
    await synthesize(name, outdir);
    adaptFile(join(stackFolder, "cdk.tf.json"), awsProviderVersion());
    const env = mirrorEnvironment(folder);
    await inStack(stackFolder, env, "init", "-reconfigure", "-input=false");
    return work(env);
  });

/** Where Terraform runs for the bootstrap stack, and where its local state is from there. */
function placesOf(name: string, outdir: string): { stackFolder: string; stateFile: string } {
  const stackFolder = join(outdir, "stacks", `${name}-bootstrap`);
  return { stackFolder, stateFile: resolve(stackFolder, localStatePath({ name }, "bootstrap")) };
}

/** Writes the new place into the environment file; when `move` fails, the file is as it was. */
async function withPlace(file: string, place: BootstrapPlace, move: () => Promise<void>): Promise<void> {
  const before = readFileSync(file, "utf8");
  writeFileSync(file, writeBootstrapPlace(before, place));
  try {
    await move();
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
}
