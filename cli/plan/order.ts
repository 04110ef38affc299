import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

/** Stacks of an environment, each after those it reads; all of them when none is named. */
export function stacksInOrder(outdir: string, environment: string, wanted: readonly string[]): string[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  const all = inOrder(stacks).map((id) => id.slice(environment.length + 1));
  const unknown = wanted.filter((stack) => !all.includes(stack));
  if (unknown.length > 0)
    throw new UserError(`${environment} has no stack ${unknown.join(", ")}; write one of ${all.join(", ")}`);
  return wanted.length > 0 ? all.filter((stack) => wanted.includes(stack)) : all;
}

/** Depth first, names sorted, so that the order is the same every time. */
function inOrder(stacks: Manifest["stacks"]): string[] {
  const done: string[] = [];
  const visit = (id: string): void => {
    if (done.includes(id)) return;
    for (const dependency of [...(stacks[id]?.dependencies ?? [])].sort()) visit(dependency);
    done.push(id);
  };
  for (const id of Object.keys(stacks).sort()) visit(id);
  return done;
}
