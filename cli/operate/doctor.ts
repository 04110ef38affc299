import { diagnose, renderText } from "../../operations/doctor";
import { clusterOf } from "../../operations/kubernetes";
import type { ExitCode } from "../../platform/exit";
import { painted, wrapped } from "../../platform/terminal";
import { startProgress } from "../progress";
import { connect, toolVersions } from "./machine";
import { openScene } from "./scene";

/** Looks whether an environment can be deployed from here, and prints what stands in the way with its cure. */
export async function doctor(name: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const progress = await startProgress();
  const diagnosis = await progress.step(`looking at ${name}, this machine and the account`, async () => {
    const [scene, tools] = await Promise.all([openScene(name), toolVersions()]);
    return diagnose({ ...scene, tools, connect, kubernetes: clusterOf(scene.environment, scene.aws) });
  });
  process.stdout.write(json ? `${JSON.stringify(diagnosis, undefined, 1)}\n` : inColour(renderText(diagnosis)));
  return diagnosis.exitCode;
}

/** The verdict that begins each line in its colour, and lines that fit the terminal. */
const inColour = (text: string): string =>
  wrapped(text, process.stdout).replaceAll(/^(?:fine|note|problem|unchecked)(?= {2})/gm, (verdict) =>
    painted(verdict, process.stdout),
  );
