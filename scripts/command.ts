import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../environments/problem";

/**
 * Runs a command with the arguments of the command line. A number that it returns is the exit code; a user's mistake is
 * shown as its message alone and ends with exit code 1.
 */
export async function runCommand(command: (args: readonly string[]) => unknown): Promise<void> {
  try {
    const code = await command(process.argv.slice(2));
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Gives a command a folder of its own, which is gone afterwards, whatever happens. */
export async function withTemporaryFolder<T>(name: string, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
