import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awsHalf } from "./aws-half";

/** Leaves of every synthesized stack what AWS alone can apply: runs after every synthesis, because there is no Kubernetes here. */
const stacks = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks");
for (const stack of readdirSync(stacks)) {
  const file = join(stacks, stack, "cdk.tf.json");
  writeFileSync(file, JSON.stringify(awsHalf(JSON.parse(readFileSync(file, "utf8"))), null, 2));
}
