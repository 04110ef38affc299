import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FAULTS } from "./faults";

/** Changes the synthesized JSON as the fault named on the command line says: runs after every synthesis of its journey. */
const [name, environment] = process.argv.slice(2);
const fault = FAULTS.find((candidate) => candidate.name === name);
if (!fault) throw new Error(`there is no fault called ${name}`);

const file = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks", `${environment}-${fault.stack}`, "cdk.tf.json");
const stack = JSON.parse(readFileSync(file, "utf8"));
fault.plant(stack);
writeFileSync(file, JSON.stringify(stack, null, 2));
