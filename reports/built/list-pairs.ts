import { isGroup, type Json } from "../synthesized";
import { isSame } from "./values";

/** An entry of a list before and after, and its position: where it is now, or was when it is gone. */
export type EntryPair = readonly [before: Json | undefined, after: Json | undefined, position: number];

/** Keys that name an entry among others. */
const NAMES = [
  "Sid",
  "sid",
  "id",
  "name",
  "rule_name",
  "rule_number",
  "priority",
  "key",
  "Key",
  "device_name",
  "namespace",
];

/**
 * The entries of two lists that belong together, whatever their order: those that are the same are left out, then those of
 * one name, then the others in their order. So one entry that is inserted is one difference.
 */
export function pairEntries(before: readonly Json[], after: readonly Json[]): EntryPair[] {
  const [old, now] = unequal(before, after);
  const pairs: EntryPair[] = [];
  const free = new Map(old);
  const rest: [number, Json][] = [];
  const byName = new Map<string, number>();
  for (const [position, entry] of old) {
    const name = nameOf(entry);
    if (name !== undefined && !byName.has(name)) byName.set(name, position);
  }
  for (const [position, entry] of now) {
    const name = nameOf(entry);
    const other = name === undefined ? undefined : byName.get(name);
    if (other !== undefined && free.has(other)) {
      pairs.push([free.get(other), entry, position]);
      free.delete(other);
    } else rest.push([position, entry]);
  }
  const left = [...free];
  for (const [i, [position, entry]] of rest.entries()) pairs.push([left[i]?.[1], entry, position]);
  for (const [position, entry] of left.slice(rest.length)) pairs.push([entry, undefined, position]);
  return pairs.sort(([, , a], [, , b]) => a - b);
}

/** The entries of each list that the other one has not, with their positions. */
function unequal(before: readonly Json[], after: readonly Json[]): [[number, Json][], [number, Json][]] {
  const keys = before.map((entry) => JSON.stringify(entry));
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const now: [number, Json][] = [];
  const kept = new Map<string, number>();
  for (const [i, entry] of after.entries()) {
    const key = JSON.stringify(entry);
    const count = counts.get(key) ?? 0;
    if (count > 0) {
      counts.set(key, count - 1);
      kept.set(key, (kept.get(key) ?? 0) + 1);
    } else now.push([i, entry]);
  }
  const old = [...before.entries()].filter(([i]) => {
    const key = keys[i] ?? "";
    const count = kept.get(key) ?? 0;
    if (count > 0) kept.set(key, count - 1);
    return count === 0;
  });
  return old.length === 1 && now.length === 1 && isSame(old[0]?.[1], now[0]?.[1]) ? [[], []] : [old, now];
}

function nameOf(entry: Json): string | undefined {
  if (!isGroup(entry)) return undefined;
  const key = NAMES.find((name) => typeof entry[name] === "string" || typeof entry[name] === "number");
  return key === undefined || entry[key] === "" ? undefined : `${key} ${entry[key]}`;
}
