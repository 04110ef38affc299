import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIGNALS } from "./terraform/interrupted";

/** Folders that are in use. */
const folders = new Set<string>();
/** Programs at work that nobody needs when this one is gone. */
const programs = new Set<ChildProcess>();

/** Gives a command a folder of its own, which is gone afterwards, whatever happens: it may hold plans, with every value in them. */
export async function withTemporaryFolder<T>(name: string, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  add(folders, folder);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await turn(); // a signal that came meanwhile is heard before nobody listens
    await turn();
    drop(folders, folder);
  }
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/**
 * Has a program end with this one: a signal that ends this one ends it first, so that nothing runs on, and nothing writes into
 * folders that are gone.
 */
export function endsAlong<T extends ChildProcess>(program: T): T {
  add(programs, program);
  for (const end of ["error", "close"]) program.once(end, () => drop(programs, program));
  return program;
}

function add<T>(to: Set<T>, one: T): void {
  if (folders.size + programs.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  to.add(one);
}

function drop<T>(from: Set<T>, one: T): void {
  from.delete(one);
  if (folders.size + programs.size === 0) for (const signal of SIGNALS) process.off(signal, end);
}

let isAsked = false;

/**
 * Ends as the signal would have ended it, without the folders and what works in them; a second signal waits for nothing. Whoever
 * else listens lets a program come to its end first, and goes on.
 */
function end(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;
  const [left, isHurried] = [new Set([...programs].filter(isRunning)), isAsked];
  isAsked = true;
  for (const program of left) {
    program.removeAllListeners(); // what waits for it is given up
    program.once("exit", () => {
      left.delete(program);
      if (left.size === 0) leave(signal);
    });
    program.kill(isHurried ? "SIGKILL" : "SIGTERM");
  }
  if (left.size === 0) leave(signal);
}

function leave(signal: NodeJS.Signals): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.off(signal, end);
  process.kill(process.pid, signal);
}
