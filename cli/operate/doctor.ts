import { diagnose, renderText } from "../../operations/doctor";
import type { ExitCode } from "../../platform/exit";
import { startProgress } from "../progress";
import { wrapped } from "../terminal";
import { askKubernetes, connect, toolVersions } from "./machine";
import { openScene } from "./scene";

/** Looks whether an environment can be deployed from here, and prints what stands in the way with its cure. */
export async function doctor(name: string, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const progress = await startProgress();
  progress.step(`looking at ${name}, this machine and the account`);
  const [scene, tools] = await Promise.all([openScene(name), toolVersions()]);
  const diagnosis = await diagnose({ ...scene, tools, connect, kubernetes: askKubernetes });
  progress.end();
  const text = json ? `${JSON.stringify(diagnosis, undefined, 1)}\n` : wrapped(renderText(diagnosis), process.stdout);
  process.stdout.write(text);
  return diagnosis.exitCode;
}
