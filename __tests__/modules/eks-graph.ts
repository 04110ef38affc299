import type { Block, Synthesized } from "../helpers";

/** Terraform's order of a stack: what each address must wait for, by `depends_on` and by reference. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the graph out of synthesized JSON as Terraform would: every `${type.name…}` is an edge. */
export function graphOf({ json }: Synthesized): Graph {
  const resources = Object.entries((json.resource ?? {}) as Record<string, Record<string, Block>>).flatMap(
    ([type, byName]) => Object.entries(byName).map(([name, block]) => [`${type}.${name}`, block] as const),
  );
  const addresses = new Set(resources.map(([address]) => address));
  return new Map(resources.map(([address, block]) => [address, mentionedIn(block, addresses)]));
}

function mentionedIn(block: Block, addresses: ReadonlySet<string>): Set<string> {
  const references = [...JSON.stringify(block).matchAll(/\$\{([^}]*)\}/g)].map(([, expression = ""]) => expression);
  const words = [...references, ...((block.depends_on ?? []) as string[])].flatMap(
    (expression) => expression.match(/[a-z0-9_]+\.[A-Za-z0-9_-]+/g) ?? [],
  );
  return new Set(words.filter((word) => addresses.has(word)));
}

/** Everything an address waits for, directly or not. */
export function waitsFor(graph: Graph, address: string, seen = new Set<string>()): Set<string> {
  for (const next of graph.get(address) ?? []) {
    if (!seen.has(next)) waitsFor(graph, next, seen.add(next));
  }
  return seen;
}

/**
 * What is wrong with a wanted order, one sentence each. Terraform deletes in the reverse of the order it creates in,
 * so an address that waits for another is also deleted before it.
 */
export function orderProblems(graph: Graph, steps: readonly (readonly string[])[]): string[] {
  const unknown = steps.flat().filter((address) => !graph.has(address));
  const pairs = steps.flatMap((step, i) =>
    steps.slice(i + 1).flatMap((later) => step.flatMap((first) => later.map((second) => [first, second] as const))),
  );
  return [
    ...unknown.map((address) => `${address} does not exist`),
    ...pairs
      .filter(([first, second]) => !waitsFor(graph, second).has(first))
      .map(([first, second]) => `${second} may be created before ${first} and deleted after it`),
    ...pairs
      .filter(([first, second]) => waitsFor(graph, first).has(second))
      .map(([first, second]) => `${first} waits for ${second}`),
  ];
}
