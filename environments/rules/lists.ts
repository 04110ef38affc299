import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { show } from "../sections/scalars";

/** Lists whose entries have an order, so that one may come twice: the words of a command. */
const ORDERED = ["command"];

/** Every other list is a set: an entry twice would become two resources of one name, or one rule that AWS refuses twice. */
export const checkLists = (environment: Environment): Generator<Problem> => duplicates(environment, []);

function* duplicates(value: unknown, path: KeyPath): Generator<Problem> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value))
      if (!ORDERED.includes(key)) yield* duplicates(inner, [...path, key]);
    return;
  }
  const seen = new Set<unknown>();
  for (const [i, entry] of value.entries()) {
    const known = typeof entry === "object" ? JSON.stringify(entry) : entry;
    if (seen.has(known)) yield { path: [...path, i], message: `${show(entry)} is here twice; remove one of the two` };
    seen.add(known);
  }
}
