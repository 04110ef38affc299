import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** A program that ended with another exit code than the step wanted. */
export class StepError extends Error {}

/** How a program is run: where, with which environment variables, and which file gets its output. */
export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Everything the program prints is appended here. */
  readonly log: string;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  /** What it printed, in the order in which it arrived: which of its two pipes is read first is chance. */
  readonly output: string;
  /** What it printed on standard error. */
  readonly complaint: string;
}

const running = new Set<ChildProcess>();

/** Starts a program in a process group of its own, so that ending it ends what it started too. */
export function start(command: readonly string[], { cwd, env, log }: RunOptions): ChildProcess {
  const [program = "", ...args] = command;
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log, { flags: "a" });
  file.write(`\n$ ${command.join(" ")}\n`);
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  running.add(child);
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  child.once("close", () => {
    running.delete(child);
    file.end();
  });
  return child;
}

/** Runs a program to its end. */
export function run(command: readonly string[], options: RunOptions): Promise<Ended> {
  const child = start(command, options);
  child.stdin?.end();
  return ended(child);
}

/** Waits for the end of a started program. */
export function ended(child: ChildProcess): Promise<Ended> {
  let output = "";
  let complaint = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => {
    output += chunk;
    complaint += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: plain(output), complaint: plain(complaint) }));
  });
}

/** Runs a program that must succeed, and returns what it printed. */
export async function mustRun(command: readonly string[], options: RunOptions): Promise<string> {
  const { code, output, complaint } = await run(command, options);
  if (code === 0) return output;
  const said = complaint.trim() === "" ? output.trim().split("\n").slice(-1) : complaint.trim().split("\n").slice(-15);
  throw new StepError(`${command.slice(0, 3).join(" ")} ended with exit code ${code}: ${said.join("\n")}`);
}

/** Sends a signal to a program and everything it started. */
export function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A process that a started program started in turn. */
export interface Descendant {
  readonly pid: number;
  /** Name of its program. */
  readonly name: string;
  /** Its whole command. */
  readonly command: string;
}

/** Every process that a started program started in turn, parents before their children. */
export function descendants(child: ChildProcess): readonly Descendant[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .map(([, pid, parent, name = "", command = ""]) => ({ pid: Number(pid), parent: Number(parent), name, command }));
  const below = (parent: number): typeof table =>
    table.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid)]);
  return child.pid === undefined ? [] : below(child.pid);
}

/** Sends a signal to one process, never to a group or to all; says whether it was still there. */
export function signalTo(pid: number | undefined, name: NodeJS.Signals | 0): boolean {
  if (pid === undefined || pid <= 1) return false; // it was never started
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}

/** Kills a program and everything that it started in turn, as a machine does that disappears: nobody hears of anybody's end. */
export function killTree(child: ChildProcess): void {
  const all = [child.pid, ...descendants(child).map(({ pid }) => pid)];
  for (const pid of all) signalTo(pid, "SIGSTOP");
  for (const pid of all) signalTo(pid, "SIGKILL");
}

/** Ends every program that still runs, and what it started apart from itself. */
export function endAll(): void {
  for (const child of running) killTree(child);
}

/** The last lines of a log, without colours and cursor movements. */
export const tail = (log: string, lines: number): string =>
  plain(existsSync(log) ? readFileSync(log, "utf8") : "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-lines)
    .join("\n");

const plain = (text: string): string => stripVTControlCharacters(text).replaceAll("\r", "");
