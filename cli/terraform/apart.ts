import { spawn } from "node:child_process";
import { fstatSync } from "node:fs";
import type { Readable } from "node:stream";

/** A program that is no child of this one. */
export interface Apart {
  readonly stderr: Readable;
  /** Asks it to stop, as soon as it runs. What a shell starts in the background ignores SIGINT until it says otherwise, so it gets SIGTERM. */
  readonly kill: () => boolean;
  /** Its exit code; undefined when nobody could tell, because what waited for it was killed. */
  readonly ended: Promise<number | undefined>;
}

/**
 * Passes on what a program writes until nobody reads it, and then swallows it. Terraform ends at once, without its state, when it
 * writes to a pipe that nobody reads: `| head` has read enough, Ctrl+C ended `| tee`, or this program was killed.
 */
const RELAY = "{ PATH=$PATH:/usr/bin:/bin; cat; exec cat >/dev/null; }";

/** Its id and its exit code come on descriptor 3, what it writes on 4, and what it complains of on the way between. */
const COMPLAINING = `{ "$@" 3>&- 4>&- & echo "$!" >&3; wait "$!"; echo "$?" >&3; } 2>&1 >&4 4>&- | ${RELAY} >&2 3>&- 4>&-`;

/** The first shell ends at once, so that what it leaves belongs to nobody. A terminal or a file takes what is written as it is. */
const scriptFor = (isPiped: boolean): string => `{ { ${COMPLAINING}; } 4>&1${isPiped ? ` | ${RELAY} 3>&-` : ""}; } &`;

function isPiped(): boolean {
  try {
    const output = fstatSync(1);
    return output.isFIFO() || output.isSocket();
  } catch {
    return false; // it is closed
  }
}

/**
 * Variables by which Jenkins recognizes the processes of a build (`ProcessTree`, `FileMonitoringTask`): an aborted one ends
 * every process of its tree, the children before their parents, providers before Terraform.
 */
const COOKIE = /^(JENKINS|HUDSON)_(SERVER|NODE)_COOKIE$/;

/** Starts a program as nobody's child and without what it is recognized by; what it prints for people is shown at once. */
export function startApart(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Apart {
  const unknown = Object.fromEntries(Object.entries(env).filter(([name]) => !COOKIE.test(name)));
  const shell = spawn("sh", ["-c", scriptFor(isPiped()), "sh", program, ...args], {
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
