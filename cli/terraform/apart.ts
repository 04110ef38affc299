import { spawn } from "node:child_process";
import { fstatSync } from "node:fs";
import type { Readable } from "node:stream";

/** A program that comes to its end by itself. */
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

/** A terminal or a file takes what is written as it is. Where a tree is ended, the first shell ends at once: what it leaves belongs to nobody. */
const scriptFor = (isPiped: boolean, isTree: boolean): string =>
  `{ { ${COMPLAINING}; } 4>&1${isPiped ? ` | ${RELAY} 3>&-` : ""}; }${isTree ? " &" : ""}`;

function isPiped(): boolean {
  try {
    const output = fstatSync(1);
    return output.isFIFO() || output.isSocket();
  } catch {
    return false; // it is closed
  }
}

/** Variables by which Jenkins recognizes the processes of a build (`ProcessTree`, `FileMonitoringTask`). */
const COOKIE = /^(JENKINS|HUDSON)_(SERVER|NODE)_COOKIE$/;

/** Whether an aborted build ends every process of its tree, the children before their parents: providers before Terraform. */
const isTreeEnded = (env: NodeJS.ProcessEnv): boolean => Object.keys(env).some((name) => COOKIE.test(name));

/**
 * Starts a program that comes to its end whatever happens to who reads what it prints, and to this one. Where a tree of processes
 * is ended, it is nobody's child, without what it is recognized by. What it prints for people is shown at once.
 */
export function startApart(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Apart {
  const unknown = Object.fromEntries(Object.entries(env).filter(([name]) => !COOKIE.test(name)));
  const shell = spawn("sh", ["-c", scriptFor(isPiped(), isTreeEnded(env)), "sh", program, ...args], {
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
