import { pointerTo } from "./pointer";
import type { Json, Values } from "./types";
import { isGroup } from "./values";

/** One block of a file: the names behind its kind, and its arguments. */
export interface Body {
  readonly labels: readonly string[];
  readonly values: Values;
  readonly pointer: string;
}

/**
 * The blocks below a key of a file, sorted by their names. Terraform JSON may write a list at every level: of types, of
 * names and of bodies. What is no block where one must be is handed to `refuse` by its pointer.
 * @param names How many names a block has: two for `resource`, one for `provider`, none for `locals`.
 */
export function bodiesIn(
  found: Json | undefined,
  names: number,
  at: string,
  refuse: (pointer: string) => void,
): Body[] {
  const visit = (value: Json, labels: readonly string[], pointer: string): Body[] => {
    if (Array.isArray(value)) return value.flatMap((entry, i) => visit(entry, labels, `${pointer}/${i}`));
    if (!isGroup(value)) {
      refuse(pointer);
      return [];
    }
    if (labels.length === names) return [{ labels, values: value, pointer }];
    return Object.entries(value)
      .filter(([key]) => key !== "//")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, inner]) => visit(inner, [...labels, key], pointer + pointerTo(key)));
  };
  return found === undefined || found === null ? [] : visit(found, [], at);
}
