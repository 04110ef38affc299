import { readdirSync } from "node:fs";
import { join } from "node:path";
import { adaptFile } from "./adapt";
import { awsProviderVersion } from "./mirror";

/** Adapts every stack of an output folder of its own, for commands that work on copies: `CDKTF_OUTDIR`, else `cdktf.out`. */
const stacks = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks");
for (const stack of readdirSync(stacks)) adaptFile(join(stacks, stack, "cdk.tf.json"), awsProviderVersion());
