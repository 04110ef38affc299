import { UNKNOWN } from "../../../plan";
import { isGroup, type Json, rememberedLately, type Values } from "../../../synthesized";

/** Every value of a resource by its path, without positions in lists: `rule.lifecycle.delete_after` of all rules. */
export type Flat = ReadonlyMap<string, readonly Json[]>;

/** Deepest nesting of arguments that settings are looked for in. */
const MOST_LEVELS = 12;

const EMPTY: Flat = new Map();
const flatOf = rememberedLately(read);

/** The values of a resource by their paths; a list of texts and numbers is one value. */
export const flatten = (values: Values | null): Flat => (values === null ? EMPTY : flatOf(values));

function read(values: Values): Flat {
  const found = new Map<string, Json[]>();
  const add = (value: Json, path: string, level: number): void => {
    if (value === null || level > MOST_LEVELS) return;
    if (isGroup(value))
      for (const key of Object.keys(value)) add(value[key] ?? null, path === "" ? key : `${path}.${key}`, level + 1);
    else if (Array.isArray(value) && value.some(isGroup)) for (const entry of value) add(entry, path, level);
    else {
      const own = found.get(path);
      if (own) own.push(value);
      else found.set(path, [value]);
    }
  };
  add(values, "", 0);
  return found;
}

/** Every path at which the sides differ, those of before first. */
export const changedPaths = (before: Flat, after: Flat): readonly string[] => changedFrom(before)(after);

/** Many tables ask for the same two sides: they are compared once. */
const changedFrom = rememberedLately((before: Flat) =>
  rememberedLately((after: Flat): readonly string[] => {
    const added = [...after.keys()].filter((path) => !before.has(path));
    return [...before.keys(), ...added].filter((path) => hasChanged(path, before, after));
  }),
);

/** The values at a path that one side has and the other has not, paired in their order. */
export function pairsAt(
  path: string,
  before: Flat,
  after: Flat,
): [before: Json | undefined, after: Json | undefined][] {
  const [old, now] = [before.get(path) ?? [], after.get(path) ?? unknownAbove(path, after)];
  if (old.length === 1 && now.length === 1 && typeof old[0] !== "object")
    return old[0] === now[0] ? [] : [[old[0], now[0]]];
  if (isAlike(old, now)) return [];
  const [gone, added] = [without(old, now), without(now, old)];
  const length = old.length > 1 || now.length > 1 ? Math.min(gone.length, added.length) : 1;
  const isSingle = old.length <= 1 && now.length <= 1;
  if (isSingle && gone.length === 0 && added.length === 0) return [];
  const extra = isSingle ? [] : added.slice(length).map((value): [undefined, Json] => [undefined, value]);
  return [...Array.from({ length }, (_, i): [Json | undefined, Json | undefined] => [gone[i], added[i]]), ...extra];
}

/** Whether a path has other values after, one more, or one less; their order does not count. */
function hasChanged(path: string, before: Flat, after: Flat): boolean {
  const [old, now] = [before.get(path) ?? [], after.get(path) ?? unknownAbove(path, after)];
  if (isAlike(old, now)) return false;
  return without(old, now).length > 0 || without(now, old).length > 0;
}

/** Whether two lists have the same entries in the same order, seen without writing them out; false when in doubt. */
const isAlike = (a: Json, b: Json | undefined): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((entry, i) => isAlike(entry, b[i])));

/** A block that is known after apply only holds nothing that could be compared. */
function unknownAbove(path: string, flat: Flat): readonly Json[] {
  for (let end = path.lastIndexOf("."); end > 0; end = path.lastIndexOf(".", end - 1))
    if (flat.get(path.slice(0, end))?.includes(UNKNOWN)) return [UNKNOWN];
  return [];
}

/** A list without the entries of another, each taken away once. */
function without(list: readonly Json[], other: readonly Json[]): Json[] {
  const left = new Map<string, number>();
  for (const entry of other) left.set(JSON.stringify(entry), (left.get(JSON.stringify(entry)) ?? 0) + 1);
  return list.filter((entry) => {
    const key = JSON.stringify(entry);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
