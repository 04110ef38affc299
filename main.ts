import { mkdirSync } from "node:fs";
import { App } from "cdktf";
import { loadEnvironments } from "./environments/load";
import { runProgram } from "./platform/exit";
import { readMoves } from "./platform/moves";
import { withoutCreationTraces } from "./platform/quick";
import { writeSidecar } from "./platform/sidecar";
import { summarize } from "./platform/summary";
import { withCreationTraces } from "./platform/traces";
import { addStacks } from "./stacks";

/** Reads the environment files, synthesizes every stack of each, and says what was made. */
function main(): void {
  const { ENVIRONMENTS_DIR, ENVIRONMENT, CREATION_TRACES } = process.env;
  const { environments, warnings } = loadEnvironments({ folder: ENVIRONMENTS_DIR, names: ENVIRONMENT });
  for (const warning of warnings) console.error(`warning: ${warning}`);

  if (process.env.CDKTF_OUTDIR) mkdirSync(process.env.CDKTF_OUTDIR, { recursive: true }); // cdktf makes one level only
  const moves = readMoves();
  const app = new App({ stackTraces: false });
  const construct = CREATION_TRACES ? withCreationTraces : withoutCreationTraces;
  const ids = construct(() => {
    const stacks = environments.flatMap((environment) => addStacks(app, environment));
    app.synth();
    return stacks.map((stack) => stack.node.id);
  });
  for (const id of ids) writeSidecar(app.outdir, id, moves);
  console.log(`${summarize(app.outdir, ids)}\n\nTerraform JSON: ${app.outdir}/stacks/<stack>/cdk.tf.json`);
}

void runProgram(main);
