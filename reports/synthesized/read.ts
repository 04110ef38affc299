import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStack } from "./parse";
import type { Stack, SynthesizedEnvironment } from "./types";

/**
 * Reads what this project synthesized into `outdir` (`cdktf.out`), sorted by name: the `cdk.tf.json` of every stack. What
 * others hand over is read with `readRootModule`, which takes every file of a folder into account.
 * @param ids Stacks to read. @default every folder below `stacks`, also those that an earlier run left behind
 */
export const readEnvironments = (outdir: string, ids = stackIds(outdir)): SynthesizedEnvironment[] =>
  environmentsOf(ids.map((id) => readStack(outdir, id)));

/** Stacks by their environment, both sorted by name. */
export function environmentsOf(all: readonly Stack[]): SynthesizedEnvironment[] {
  const stacks = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const names = [...new Set(stacks.map(({ environment }) => environment))].sort();
  return names.map((name) => ({ name, stacks: stacks.filter(({ environment }) => environment === name) }));
}

const stackIds = (outdir: string): string[] =>
  readdirSync(join(outdir, "stacks"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const readStack = (outdir: string, id: string): Stack =>
  parseStack(id, JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")));
