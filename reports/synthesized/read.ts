import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStack } from "./parse";
import type { Stack, SynthesizedEnvironment } from "./types";

/**
 * Reads what was synthesized into `outdir` (`cdktf.out`), sorted by name.
 * @param ids Stacks to read. @default every folder below `stacks`, also those that an earlier run left behind
 */
export function readEnvironments(outdir: string, ids = stackIds(outdir)): SynthesizedEnvironment[] {
  const stacks = [...ids].sort().map((id) => readStack(outdir, id));
  const names = [...new Set(stacks.map(({ environment }) => environment))].sort();
  return names.map((name) => ({ name, stacks: stacks.filter(({ environment }) => environment === name) }));
}

const stackIds = (outdir: string): string[] =>
  readdirSync(join(outdir, "stacks"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const readStack = (outdir: string, id: string): Stack =>
  parseStack(id, JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")));
