import { type ResourceChange, SENSITIVE, UNKNOWN } from "../plan";
import { entryOf, isGroup, type Json, type Values } from "../synthesized";
import { findSecret } from "./secrets";
import { plain } from "./text";
import { isEmpty, isSame, jsonIn } from "./values";

/** One attribute before and after, as texts that may be shown. */
export interface Difference {
  /** Like `scaling_config.0.min_size`; inside of a JSON text its keys follow: `policy.Statement.0.Action`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** AWS decides the new value. */
  readonly isUnknown: boolean;
  /** This attribute cannot change in place, so the resource is replaced. */
  readonly forcesReplacement: boolean;
}

/** What differs between the two sides of a change, attribute by attribute, in the order of their names. */
export function differencesOf({ before, after, replacePaths }: ResourceChange): Difference[] {
  const forcing = replacePaths.map((path) => path.join("."));
  const isForcing = (path: string) => forcing.some((one) => path === one || path.startsWith(`${one}.`));
  return leavesBetween(before ?? {}, after ?? {}).map(([path, old, now]) => ({
    path: plain(path, 160),
    before: show(path, old),
    after: show(path, now),
    isUnknown: now === UNKNOWN,
    forcesReplacement: isForcing(path),
  }));
}

/** Attributes that differ between two values, with both sides; of lists of texts what the other has not. */
export const leavesBetween = (before: Values, after: Values): Leaf[] => leaves(before, after, "");

/** Positions in lists by their number. */
const byNumber = new Intl.Collator("en", { numeric: true });

export type Leaf = readonly [path: string, before: Json | undefined, after: Json | undefined];

/** Tags that the provider adds up from `tags` and its own: the same change twice. */
const REPEATS = new Set(["tags_all"]);

function leaves(before: Json | undefined, after: Json | undefined, path: string): Leaf[] {
  if (isSame(before, after)) return [];
  const [old, now] = [jsonIn(before) ?? before, jsonIn(after) ?? after];
  if (isBranch(old) && isBranch(now) && Array.isArray(old) === Array.isArray(now)) {
    if (Array.isArray(old) && Array.isArray(now) && ![...old, ...now].some((entry) => isBranch(jsonIn(entry) ?? entry)))
      return [[path, without(old, now), without(now, old)]];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter(
        (key) =>
          !(path === "" && REPEATS.has(key)) && !isSame(entryOf(old as Values, key), entryOf(now as Values, key)),
      )
      .sort(byNumber.compare)
      .flatMap((key) =>
        leaves(entryOf(old as Values, key), entryOf(now as Values, key), path === "" ? key : `${path}.${key}`),
      );
  }
  return [[path, before, after]];
}

const isBranch = (value: Json | undefined): value is Values | readonly Json[] => isGroup(value) || Array.isArray(value);

/** Of a list of texts or numbers only what the other has not; the whole list when just the order differs. */
function without(list: readonly Json[], other: readonly Json[]): Json {
  const own = list.filter((entry) => !other.includes(entry));
  return own.length === 0 && list.length === other.length ? list : own;
}

/** A value as it may be shown: secrets hidden, on one line, cut where it gets long. */
export function show(path: string, value: Json | undefined, most = 240): string {
  if (isEmpty(value)) return "(none)";
  const name = path.split(".").findLast((key) => !/^\d+$/.test(key)) ?? "";
  if (findSecret(value as Json, "", name) && value !== UNKNOWN) return SENSITIVE;
  return plain(typeof value === "string" ? value : JSON.stringify(value), most);
}
