import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FAULTS } from "./faults";
import { CHANGES } from "./planned-changes";

/** Changes the synthesized JSON as the fault or the change named on the command line says: runs after every synthesis while it is planted. */
const [name, environment] = process.argv.slice(2);
const planted = [...FAULTS, ...CHANGES].find((candidate) => candidate.name === name);
if (!planted) throw new Error(`nothing that can be planted is called ${name}`);

const file = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks", `${environment}-${planted.stack}`, "cdk.tf.json");
const stack = JSON.parse(readFileSync(file, "utf8"));
planted.plant(stack);
writeFileSync(file, JSON.stringify(stack, null, 2));
