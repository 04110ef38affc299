import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { localStatePath } from "../platform/state";
import { type BootstrapPlace, writeBootstrapPlace } from "./bootstrap-place";
import { runCommand } from "./command";
import { inStack, synthesize } from "./terraform/commands";

const USAGE = "usage: npm run move-state -- <environment> [s3|local]";

/**
 * Moves the state of an environment's bootstrap stack into the bucket that the stack made (`s3`, the default), or back to
 * this machine (`local`, before the bucket is destroyed), and writes the new place into the environment file.
 */
function main([name, to = "s3"]: readonly string[]): void {
  if (!name || (to !== "s3" && to !== "local")) throw new UserError(USAGE);
  const folder = process.env.ENVIRONMENTS_DIR || "environments";
  const [environment] = loadEnvironments({ folder, names: name }).environments;
  if (environment?.state.backend !== "s3")
    throw new UserError(`${name} keeps no state in S3, so there is nothing to move`);
  if (environment.state.bootstrap === to) throw new UserError(`the bootstrap state of ${name} is in ${to} already`);

  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  const file = join(folder, `${name}.yaml`);
  if (to === "s3") toBucket(file, name, outdir);
  else toMachine(file, name, outdir);
  console.log(`The bootstrap state of ${name} is in ${to} now. Commit ${file}: it says so.`);
}

function toBucket(file: string, name: string, outdir: string): void {
  const { stackFolder, stateFile } = placesOf(name, outdir);
  if (!existsSync(stateFile)) {
    throw new UserError(`there is no state in ${stateFile}; deploy ${name}-bootstrap first, on this machine`);
  }
  withPlace(file, "s3", () => {
    synthesize(name, outdir);
    inStack(stackFolder, {}, "init", "-reconfigure", "-input=false");
    inStack(stackFolder, {}, "state", "push", stateFile);
  });
  renameSync(stateFile, `${stateFile}.moved`);
}

function toMachine(file: string, name: string, outdir: string): void {
  const { stackFolder, stateFile } = placesOf(name, outdir);
  synthesize(name, outdir);
  inStack(stackFolder, {}, "init", "-reconfigure", "-input=false");
  const state = inStack(stackFolder, {}, "state", "pull");
  mkdirSync(dirname(stateFile), { recursive: true });
  writeFileSync(stateFile, state, { mode: 0o600 });
  withPlace(file, "local", () => {
    synthesize(name, outdir);
    inStack(stackFolder, {}, "init", "-reconfigure", "-input=false");
  });
}

/** Where Terraform runs for the bootstrap stack, and where its local state is from there. */
function placesOf(name: string, outdir: string): { stackFolder: string; stateFile: string } {
  const stackFolder = join(outdir, "stacks", `${name}-bootstrap`);
  return { stackFolder, stateFile: resolve(stackFolder, localStatePath({ name }, "bootstrap")) };
}

/** Writes the new place into the environment file; when `move` fails, the file is as it was. */
function withPlace(file: string, place: BootstrapPlace, move: () => void): void {
  const before = readFileSync(file, "utf8");
  writeFileSync(file, writeBootstrapPlace(before, place));
  try {
    move();
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
}

void runCommand(main);
