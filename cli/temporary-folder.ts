import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIGNALS } from "./terraform/interrupted";

/** Folders that are in use. */
const folders = new Set<string>();

/** Gives a command a folder of its own, which is gone afterwards, whatever happens: it may hold plans, with every value in them. */
export async function withTemporaryFolder<T>(name: string, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  if (folders.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    folders.delete(folder);
    if (folders.size === 0) for (const signal of SIGNALS) process.off(signal, end);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends as the signal would have ended it, without the folders. Whoever else listens lets a program come to its end first, and goes on. */
function end(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.off(signal, end);
  process.kill(process.pid, signal);
}
