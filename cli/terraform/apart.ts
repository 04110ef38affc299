import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** A program that is no child of this one. */
export interface Apart {
  readonly stderr: Readable;
  /** Asks it to stop, as soon as it runs. What a shell starts in the background ignores SIGINT until it says otherwise, so it gets SIGTERM. */
  readonly kill: () => boolean;
  /** Its exit code; undefined when nobody could tell, because what waited for it was killed. */
  readonly ended: Promise<number | undefined>;
}

/** The first shell ends at once, so that what it leaves belongs to nobody: its id and its exit code come on descriptor 3. */
const SCRIPT = '{ "$@" 3>&- & echo "$!" >&3; wait "$!"; echo "$?" >&3; } &';

/** Variables by which Jenkins recognizes the processes of a build (`ProcessTree`, `FileMonitoringTask`). */
const COOKIE = /^(JENKINS|HUDSON)_(SERVER|NODE)_COOKIE$/;

/** Whether an aborted build ends every process of its tree, the children before their parents: providers before Terraform. */
export const isTreeEnded = (env: NodeJS.ProcessEnv): boolean =>
  process.platform !== "win32" && Object.keys(env).some((name) => COOKIE.test(name));

/** Starts a program as nobody's child and without what it is recognized by; what it prints for people is shown at once. */
export function startApart(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Apart {
  const unknown = Object.fromEntries(Object.entries(env).filter(([name]) => !COOKIE.test(name)));
  const shell = spawn("sh", ["-c", SCRIPT, "sh", program, ...args], {
    cwd,
    env: unknown,
    stdio: ["ignore", "inherit", "pipe", "pipe"],
    detached: true,
  });
  let told = "";
  let isAsked = false;
  const ask = () => {
    const [pid, ...rest] = told.split("\n");
    const isRunning = rest.length === 1; // the exit code is not told yet
    return isAsked && isRunning && Number(pid) > 1 && send(Number(pid));
  };
  (shell.stdio[3] as Readable).setEncoding("utf8").on("data", (chunk) => {
    told += chunk;
    ask();
  });
  const ended = new Promise<number | undefined>((resolve, reject) => {
    shell.once("error", reject);
    shell.once("close", () => {
      const [, code] = told.split("\n");
      resolve(code ? Number(code) : undefined);
    });
  });
  return {
    stderr: shell.stderr as Readable,
    kill: () => {
      isAsked = true;
      return ask();
    },
    ended,
  };
}

function send(pid: number): boolean {
  try {
    return process.kill(pid, "SIGTERM");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false; // it has ended just now
    throw error;
  }
}
