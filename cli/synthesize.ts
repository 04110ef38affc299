import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { UserError } from "../environments/problem";
import { EXIT, ReportedFault } from "../platform/exit";
import { ROOT } from "./places";
import { endsAlong } from "./temporary-folder";

/** The program that synthesizes, as one file that starts quickly. */
export const PROGRAM = join(ROOT, "dist/main.js");

/**
 * Synthesizes with this program, as `synth` does, in a process of its own, and returns what it prints. What it complains of is
 * on standard error already when it fails.
 * @param consequence what its failure means for whoever asked
 * @param hear gets what it complains of. @default it is on standard error
 */
export async function synthesizeHere(
  env: NodeJS.ProcessEnv,
  consequence = "nothing was synthesized",
  hear?: (complaint: string) => void,
): Promise<string> {
  const program = endsAlong(
    spawn(process.execPath, [PROGRAM], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", hear ? "pipe" : "inherit"],
    }),
  );
  program.stderr?.setEncoding("utf8").on("data", (complaint: string) => hear?.(complaint));
  const ended = new Promise<number | null>((settle) => program.on("close", settle));
  const printed = await text(program.stdout as Readable);
  const code = await ended;
  if (code === EXIT.fault) throw new ReportedFault(consequence);
  if (code !== EXIT.fine) throw new UserError(consequence);
  return printed;
}
