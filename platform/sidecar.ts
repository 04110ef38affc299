import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Terraform versions that can use what is synthesized: S3 lock files came with 1.10.
 * It is written in HCL beside the JSON, because scanners fail on `required_version` in JSON.
 */
const VERSIONS = `terraform {
  required_version = ">= 1.10"
}
`;

/** Writes `versions.tf` beside a stack's `cdk.tf.json`. */
export const writeSidecar = (outdir: string, stackId: string): void =>
  writeFileSync(join(outdir, "stacks", stackId, "versions.tf"), VERSIONS);
