import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A block of synthesized JSON, with the path of the construct that made it. */
export type Block = Readonly<Record<string, unknown>> & {
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
};

/** What this project reads of a stack's synthesized JSON. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: object;
  readonly data?: { readonly terraform_remote_state?: object };
}

/** The JSON of a stack that was synthesized into a folder. */
export const readStack = (outdir: string, stackId: string): StackJson =>
  JSON.parse(readFileSync(join(outdir, "stacks", stackId, "cdk.tf.json"), "utf8")) as StackJson;
