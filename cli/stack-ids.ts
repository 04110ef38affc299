/** Splits `flask-eks-network`: the name of a stack has no dash, that of an environment may have. */
export function partsOf(id: string): { readonly environment: string; readonly stack: string } {
  const dash = id.lastIndexOf("-");
  return { environment: id.slice(0, dash), stack: id.slice(dash + 1) };
}

/** The environment of a stack. */
export const environmentOf = (id: string): string => partsOf(id).environment;

/**
 * Ids of stacks, each after those it reads; environments and independent stacks by name, so that the order is the same every
 * time. Reads of stacks that are not among them are left out.
 */
export function inOrder(reads: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id)) return;
    for (const read of [...(reads.get(id) ?? [])].sort()) if (reads.has(read)) visit(read);
    done.add(id);
  };
  for (const id of [...reads.keys()].sort(compareIds)) visit(id);
  return [...done];
}

function compareIds(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const [one, other] =
    left.environment === right.environment ? [left.stack, right.stack] : [left.environment, right.environment];
  return one < other ? -1 : 1;
}
