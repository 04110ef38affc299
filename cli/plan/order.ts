import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { inOrder } from "../stack-ids";

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

/** Stacks of an environment, each after those it reads; all of them when none is named. */
export function stacksInOrder(outdir: string, environment: string, wanted: readonly string[]): string[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  const reads = new Map(Object.entries(stacks).map(([id, { dependencies }]) => [id, dependencies]));
  const all = inOrder(reads).map((id) => id.slice(environment.length + 1));
  const unknown = wanted.filter((stack) => !all.includes(stack));
  if (unknown.length > 0)
    throw new UserError(`${environment} has no stack ${unknown.join(", ")}; write one of ${all.join(", ")}`);
  return wanted.length > 0 ? all.filter((stack) => wanted.includes(stack)) : all;
}
