import { loadEnvironments } from "./environments/load";
import { runProgram } from "./platform/exit";
import { writeOutput } from "./platform/output";
import { summarize } from "./platform/summary";
import { synthesize } from "./stacks/synthesize";

/** Reads the environment files, synthesizes every stack of each, and says what was made. */
function main(): void {
  const { ENVIRONMENTS_DIR, ENVIRONMENT, CDKTF_OUTDIR } = process.env;
  const loaded = loadEnvironments({ folder: ENVIRONMENTS_DIR, names: ENVIRONMENT, variable: "ENVIRONMENT" });
  for (const warning of loaded.warnings) console.error(`warning: ${warning}`);
  const outdir = CDKTF_OUTDIR || "cdktf.out";
  const stacks = writeOutput(outdir, (folder) => synthesize(loaded, folder));
  console.log(`${summarize(stacks)}\n\nTerraform JSON: ${outdir}/stacks/<stack>/cdk.tf.json`);
}

void runProgram(main);
