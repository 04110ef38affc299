import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { UserError } from "../environments/problem";
import { ROOT } from "./places";

/** Runs a development tool of this repository, with what it prints, and returns its exit code. */
export const runTool = (name: string, ...args: readonly string[]): number =>
  runToEnd(join(ROOT, "node_modules/.bin", name), args);

/** Runs a compiled program of this repository in a process of its own, and returns its exit code. */
export const runCompiled = (program: string): number => runToEnd(process.execPath, [join(ROOT, "dist", program)]);

function runToEnd(program: string, args: readonly string[]): number {
  const { error, status } = spawnSync(program, args, { cwd: ROOT, stdio: "inherit" });
  if (error) throw new UserError(`${program} cannot be started (${error.message}); install the packages with npm ci`);
  return status ?? 1;
}
