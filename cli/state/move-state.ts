import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { localStatePath } from "../../platform/state";
import { writeWhole } from "../../reports/html/write-whole";
import { writeAll } from "../change/write-all";
import { environmentsFolder, outputFolder } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { adaptFile } from "../terraform/adapt";
import { inStack, synthesize } from "../terraform/commands";
import { initialize } from "../terraform/ground";
import { awsProviderVersion, mirrorEnvironment } from "../terraform/mirror";
import { requireTerraform } from "../terraform/run";
import { type BootstrapPlace, writeBootstrapPlace } from "./bootstrap-place";
import { copyToKeep } from "./copies";

/**
 * Moves the state of an environment's bootstrap stack into the bucket that the stack made (`s3`, the default), or back to
 * this machine (`local`, before the bucket is destroyed), and writes the new place into the environment file. When it was
 * ended half-way, running it again finishes it.
 */
export async function moveState(name: string, to: BootstrapPlace): Promise<void> {
  requireTerraform();
  const folder = environmentsFolder();
  const [environment] = loadEnvironments({ folder, names: name }).environments;
  if (environment?.state.backend !== "s3")
    throw new UserError(`${name} keeps no state in S3, so there is nothing to move`);

  const move: Move = { name, outdir: resolve(outputFolder()), file: join(folder, `${name}.yaml`) };
  const isThere = environment.state.bootstrap === to;
  if (isThere && !existsSync(placesOf(move).stateFile))
    throw new UserError(`the bootstrap state of ${name} is in ${to} already`);
  if (to === "s3") await toBucket(move);
  else await toMachine(move, isThere);
  console.log(`The bootstrap state of ${name} is in ${to} now. Commit ${move.file}: it says so.`);
}

/** What is moved. */
interface Move {
  /** The environment. */
  readonly name: string;
  /** Its file. */
  readonly file: string;
  readonly outdir: string;
}

async function toBucket(move: Move): Promise<void> {
  const { stackFolder, stateFile } = placesOf(move);
  if (!existsSync(stateFile)) {
    throw new UserError(`there is no state in ${stateFile}; deploy ${move.name}-bootstrap first, on this machine`);
  }
  await withPlace(move.file, "s3", () =>
    inInitialized(move, async (env) => {
      const pulled = await inStack(stackFolder, env, "state", "pull");
      // of another state Terraform itself says that it does not take this one's place
      if (copyToKeep(readFileSync(stateFile, "utf8"), pulled) !== "bucket")
        await inStack(stackFolder, env, "state", "push", stateFile);
    }),
  );
  renameSync(stateFile, `${stateFile}.moved`);
}

/** @param isPulled whether the state was brought here already */
async function toMachine(move: Move, isPulled: boolean): Promise<void> {
  const { stackFolder, stateFile } = placesOf(move);
  if (!isPulled) {
    const pulled = await inInitialized(move, (env) => inStack(stackFolder, env, "state", "pull"));
    const kept = copyToKeep(existsSync(stateFile) ? readFileSync(stateFile, "utf8") : "", pulled);
    if (kept === "neither")
      throw new UserError(
        `the bucket holds no state of ${move.name}-bootstrap, and there is none in ${stateFile}; \`npm run recover -- ${move.name} bootstrap\` says what can be brought back`,
      );
    if (kept === undefined)
      throw new UserError(
        `${stateFile} is there already, and is not of the state that the bucket holds; move it away, and run this again`,
      );
    if (kept === "bucket") {
      mkdirSync(dirname(stateFile), { recursive: true });
      writeWhole(stateFile, pulled, 0o600);
    }
  }
  await withPlace(move.file, "local", () => inInitialized(move, async () => undefined));
}

/** Synthesizes, initializes the bootstrap stack for the place that the environment file names now, and does something there. */
const inInitialized = <T>(move: Move, work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> =>
  withTemporaryFolder("move-state", async (folder) => {
    const { stackFolder } = placesOf(move);
    await synthesize(move.name, move.outdir);
    adaptFile(join(stackFolder, "cdk.tf.json"), awsProviderVersion());
    const env = mirrorEnvironment(folder);
    const what = `the state of ${move.name}-bootstrap is not moved`;
    await initialize({ folder: stackFolder, env, what }, "-reconfigure");
    return work(env);
  });

/** Where Terraform runs for the bootstrap stack, and where its local state is from there. */
function placesOf({ name, outdir }: Move): { stackFolder: string; stateFile: string } {
  const stackFolder = join(outdir, "stacks", `${name}-bootstrap`);
  return { stackFolder, stateFile: resolve(stackFolder, localStatePath({ name }, "bootstrap")) };
}

/** Writes the new place into the environment file; when `move` fails, the file is as it was. */
async function withPlace(file: string, place: BootstrapPlace, move: () => Promise<void>): Promise<void> {
  const before = readFileSync(file, "utf8");
  writeAll(new Map([[file, writeBootstrapPlace(before, place)]]));
  try {
    await move();
  } catch (error) {
    writeAll(new Map([[file, before]]));
    throw error;
  }
}
