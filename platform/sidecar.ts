import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Moves, moveBlocks } from "./moves";

/**
 * Terraform versions that can use what is synthesized: S3 lock files came with 1.10.
 * It is written in HCL beside the JSON, because scanners fail on `required_version` in JSON.
 */
const VERSIONS = `terraform {
  required_version = ">= 1.10"
}
`;

/** Writes `versions.tf` beside a stack's `cdk.tf.json`, with what became of addresses that the stack no longer has. */
export function writeSidecar(outdir: string, stackId: string, moves: Moves): void {
  const folder = join(outdir, "stacks", stackId);
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    resource?: Readonly<Record<string, object>>;
  };
  const addresses = Object.entries(resource).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => `${type}.${name}`),
  );
  writeFileSync(join(folder, "versions.tf"), VERSIONS + moveBlocks(moves, stackId, new Set(addresses)));
}
