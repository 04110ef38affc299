import type { Block } from "../helpers";

/** Addresses of the resources that each resource of a stack comes after, by its own address. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

const USE = /\b((?:aws|kubernetes|helm)_\w+\.\w+)/g;

/** The edges of a synthesized stack: what is written in `depends_on`, and what is used in an expression. */
export function dependenciesOf({ resource, data = {} }: Block): Dependencies {
  const blocks: [string, Block][] = [
    ...named(resource),
    ...named(data).map(([name, block]) => [`data.${name}`, block] as [string, Block]),
  ];
  const known = new Set(blocks.map(([address]) => address));
  return new Map(
    blocks.map(([address, { "//": _, ...block }]) => [
      address,
      [...JSON.stringify(block).matchAll(USE)]
        .flatMap(([, used = ""]) => [used, `data.${used}`])
        .filter((used) => known.has(used) && used !== address),
    ]),
  );
}

const named = (byType: Block): [string, Block][] =>
  Object.entries(byType as Record<string, Block>).flatMap(([type, byName]) =>
    Object.entries(byName as Record<string, Block>).map(([name, block]): [string, Block] => [`${type}.${name}`, block]),
  );

/** Everything that a resource comes after, directly or through others. Terraform destroys it before all of these. */
export function comesAfter(address: string, dependencies: Dependencies, seen = new Set<string>()): Set<string> {
  for (const next of dependencies.get(address) ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    comesAfter(next, dependencies, seen);
  }
  return seen;
}
