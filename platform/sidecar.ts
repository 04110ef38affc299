import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Moves, moveBlocks } from "./moves";
import type { StackJson } from "./stack-json";

/**
 * Terraform versions that can use what is synthesized: S3 lock files came with 1.10.
 * It is written in HCL beside the JSON, because scanners fail on `required_version` in JSON.
 */
const VERSIONS = `terraform {
  required_version = ">= 1.10"
}
`;

/** Writes `versions.tf` beside a stack's `cdk.tf.json`, with what became of addresses that the stack no longer has. */
export function writeSidecar(outdir: string, stackId: string, { resource = {} }: StackJson, moves: Moves): void {
  const addresses = Object.entries(resource).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => `${type}.${name}`),
  );
  writeFileSync(
    join(outdir, "stacks", stackId, "versions.tf"),
    VERSIONS + moveBlocks(moves, stackId, new Set(addresses)),
  );
}
