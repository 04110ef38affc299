import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, runProgram } from "../../platform/exit";
import { alertRoadProblem, missingForRoad } from "./alert-road";
import { endAll } from "./processes";

/** Whether every alert arrives at SNS; where Prometheus is not here, the line says how to get it. */
async function main(): Promise<number> {
  const missing = missingForRoad();
  if (missing) {
    console.log(`alerts: not tried: ${missing}`);
    return EXIT.fine;
  }
  const folder = mkdtempSync(join(tmpdir(), "alert-road-"));
  const problem = await alertRoadProblem(folder).catch((error: Error) => error.message);
  console.log(`alerts: ${problem ?? "every one arrives, from Prometheus through Alertmanager to SNS"}`);
  if (problem === undefined) rmSync(folder, { recursive: true, force: true });
  return problem === undefined ? EXIT.fine : EXIT.unusable;
}

runProgram(main).finally(endAll);
