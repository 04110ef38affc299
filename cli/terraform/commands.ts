import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../environments/problem";
import { EXIT, ReportedFault } from "../../platform/exit";
import { terraform, terraformProduct } from "../../platform/terraform";
import { ROOT } from "../places";
import { startApart } from "./apart";
import { terraformEnvironment } from "./environment";
import { interruption, SIGNALS } from "./interrupted";

/**
 * Synthesizes environments, by their names separated by commas, with the command that `cdktf deploy` uses there too. A folder
 * without a `cdktf.json` has environment files and nothing else, so this program does it.
 * @param project folder of the project. @default the current one
 */
export async function synthesize(environments: string, outdir: string, project = process.cwd()): Promise<void> {
  const env = { ...process.env, ENVIRONMENT: environments, CDKTF_OUTDIR: outdir };
  const settings = join(project, "cdktf.json");
  if (!existsSync(settings)) {
    await run(process.execPath, [join(ROOT, "dist/main.js")], project, env, giveUp);
    return;
  }
  await run("sh", ["-c", appIn(settings)], project, env, giveUp);
}

/** The command of a project that synthesizes it. */
function appIn(settings: string): string {
  const problem = `${settings} does not say how the project is synthesized; write { "app": "…" }, as cdktf reads it`;
  try {
    const read = JSON.parse(readFileSync(settings, "utf8")) as { app?: unknown } | null;
    if (typeof read?.app === "string") return read.app;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UserError(problem);
}

/** A synthesis has made nothing that is worth a wait, so that it is ended with all that it has started. */
function giveUp(child: ChildProcess): () => boolean {
  return onSignals((signal) => {
    console.error(`${signal}: nothing is synthesized, and nothing more is done`);
    try {
      process.kill(-(child.pid as number), "SIGTERM");
    } catch {
      child.kill(); // Windows knows no groups; or it has ended just now
    }
  });
}

/** Runs Terraform in a stack's folder and returns what it printed. */
export const inStack = (folder: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> =>
  run(terraform(), args, folder, terraformEnvironment(env));

/**
 * Runs Terraform in a stack's folder and shows what it says while it says it.
 * @returns what it complained of when it failed
 */
export async function showInStack(
  folder: string,
  env: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<string | undefined> {
  const program = terraform();
  const child = startShown(program, args, folder, terraformEnvironment(env));
  const settle = relaySignals(child, basename(program));
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    complaint += chunk;
    process.stderr.write(chunk);
  });
  return (await child.ended.finally(settle)) === 0 ? undefined : complaint;
}

/** Whatever ends this program, or what reads along, Terraform comes to its end. Windows has no shell for it. */
function startShown(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  if (process.platform !== "win32") return startApart(program, args, cwd, env);
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ["ignore", "inherit", "pipe"],
    detached: true, // as in `run`
  });
  return {
    stderr: child.stderr,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended: ended(program, child),
  };
}

/** The exit code of a program, once it has ended. */
const ended = (program: string, child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once("error", ({ message }) =>
      reject(
        new UserError(`${program} cannot be started (${message}); install ${terraformProduct().name} 1.10 or later`),
      ),
    );
    child.once("close", resolve);
  });

/** Runs a program to its end and returns what it printed; throws a message when it cannot be started or fails. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  relay: (child: ChildProcess) => () => boolean = (child) => relaySignals(child, basename(program)),
): Promise<string> {
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a signal of the terminal reaches it once, through `relay`, and not a second time by itself
  });
  const settle = relay(child);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  let isAsked = false;
  const status = await ended(program, child).finally(() => {
    isAsked = settle();
  });
  const said = stderr || stdout;
  const failed = isAsked && said === "" ? "ended, because it was asked to stop" : `failed:\n${said}`;
  const failure = `${program} ${args.join(" ")} ${failed}`;
  if (status === EXIT.fault) throw new ReportedFault(failure);
  if (status !== 0) throw new UserError(failure);
  if (isAsked)
    throw new UserError(`${program} ${args[0]} came to its end; nothing more is done, because it was asked to stop`);
  return stdout;
}

/**
 * Passes the first signal on to a program, once: Terraform then begins nothing more, writes the state and releases the lock, and takes a second signal as leave to stop without any of it. Returns what ends the passing on, and says whether there was one.
 */
export const relaySignals = (child: { kill(signal: NodeJS.Signals): boolean }, program: string): (() => boolean) =>
  onSignals((signal, isAsked) => {
    console.error(interruption(signal, program, isAsked, process.env));
    if (!isAsked) child.kill("SIGINT");
  });

/** Listens to signals; returns what ends it, and says whether one came. */
function onSignals(hear: (signal: NodeJS.Signals, isAsked: boolean) => void): () => boolean {
  let isAsked = false;
  const listener = (signal: NodeJS.Signals) => {
    hear(signal, isAsked);
    isAsked = true;
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
    return isAsked;
  };
}
