import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { stateKey } from "../platform/state";
import { type BootstrapPlace, writeBootstrapPlace } from "./bootstrap-place";

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
  const stackFolder = join(outdir, "stacks", `${name}-bootstrap`);
  const stateFile = resolve(stackFolder, "../../../terraform.state", stateKey(environment, "bootstrap"));
  const file = join(folder, `${name}.yaml`);
  if (to === "s3") toBucket(file, name, stackFolder, stateFile);
  else toMachine(file, name, stackFolder, stateFile);
  console.log(`The bootstrap state of ${name} is in ${to} now. Commit ${file}: it says so.`);
}

function toBucket(file: string, name: string, stackFolder: string, stateFile: string): void {
  if (!existsSync(stateFile)) {
    throw new UserError(`there is no state in ${stateFile}; deploy ${name}-bootstrap first, on this machine`);
  }
  withPlace(file, "s3", () => {
    synthesize(name);
    terraform(stackFolder, "init", "-reconfigure", "-input=false");
    terraform(stackFolder, "state", "push", stateFile);
  });
  renameSync(stateFile, `${stateFile}.moved`);
}

function toMachine(file: string, name: string, stackFolder: string, stateFile: string): void {
  synthesize(name);
  terraform(stackFolder, "init", "-reconfigure", "-input=false");
  const state = terraform(stackFolder, "state", "pull");
  mkdirSync(dirname(stateFile), { recursive: true });
  writeFileSync(stateFile, state, { mode: 0o600 });
  withPlace(file, "local", () => {
    synthesize(name);
    terraform(stackFolder, "init", "-reconfigure", "-input=false");
  });
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

const synthesize = (name: string): void =>
  void run(process.execPath, [resolve(__dirname, "../main.js")], process.cwd(), { ENVIRONMENT: name });

const terraform = (folder: string, ...args: string[]): string =>
  run(process.env.TERRAFORM_BINARY_NAME || "terraform", args, folder, {});

/** Runs a program to its end and returns what it printed. */
function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  const result = spawnSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
  if (result.error)
    throw new UserError(`${program} cannot be started (${result.error.message}); install Terraform 1.10 or later`);
  if (result.status !== 0)
    throw new UserError(`${program} ${args.join(" ")} failed:\n${result.stderr || result.stdout}`);
  return result.stdout;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
