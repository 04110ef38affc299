import { diagnose, renderText } from "../../operations/doctor";
import type { ExitCode } from "../../platform/exit";
import { startProgress } from "../progress";
import { painted, wrapped } from "../terminal";
import { connect, toolVersions } from "./machine";
import { openScene } from "./scene";

/** Looks whether an environment can be deployed from here, and prints what stands in the way with its cure. */
export async function doctor(name: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const progress = await startProgress();
  progress.step(`looking at ${name}, this machine and the account`);
  const [scene, tools] = await Promise.all([openScene(name), toolVersions()]);
  const diagnosis = await diagnose({ ...scene, tools, connect });
  progress.end();
  process.stdout.write(json ? `${JSON.stringify(diagnosis, undefined, 1)}\n` : inColour(renderText(diagnosis)));
  return diagnosis.exitCode;
}

/** The verdict that begins each line in its colour, and lines that fit the terminal. */
const inColour = (text: string): string =>
  wrapped(text, process.stdout).replaceAll(/^(?:fine|note|problem|unchecked)(?= {2})/gm, (verdict) =>
    painted(verdict, process.stdout),
  );
