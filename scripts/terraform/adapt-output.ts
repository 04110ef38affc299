import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adapt } from "./adapt";
import { awsProviderVersion } from "./mirror";

/** Adapts every stack of an output folder of its own, for commands that work on copies: `CDKTF_OUTDIR`, else `cdktf.out`. */
const stacks = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks");
for (const stack of readdirSync(stacks)) {
  const file = join(stacks, stack, "cdk.tf.json");
  const json = JSON.parse(readFileSync(file, "utf8"));
  adapt(json, awsProviderVersion());
  writeFileSync(file, JSON.stringify(json, null, 2));
}
