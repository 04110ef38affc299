import { entryOf, type Json, type Values } from "../synthesized";
import { hasMark } from "./mark-unknown";
import { SENSITIVE, SENSITIVE_CHANGED } from "./types";

/** A value and the tree that marks what of it is sensitive: true for all of it, or the same shape. */
interface Marked {
  readonly value: Json;
  readonly marks: Json;
}

/** Before and after without their sensitive values. What is sensitive on either side is hidden on both. */
export function redact(before: Marked, after: Marked): { before: Json; after: Json } {
  if (isHidden(before.marks) || isHidden(after.marks)) {
    const isSame = JSON.stringify(before.value) === JSON.stringify(after.value);
    const hide = (value: Json, text: string): Json => (holdsNothing(value) ? value : text);
    return { before: hide(before.value, SENSITIVE), after: hide(after.value, isSame ? SENSITIVE : SENSITIVE_CHANGED) };
  }
  const keys = [...new Set([before, after].flatMap(({ marks }) => keysOf(marks)))];
  return keys.reduce(
    (pair, key) => {
      const inner = redact(
        { value: at(before.value, key), marks: at(before.marks, key) },
        { value: at(after.value, key), marks: at(after.marks, key) },
      );
      return { before: put(pair.before, key, inner.before), after: put(pair.after, key, inner.after) };
    },
    { before: before.value, after: after.value },
  );
}

const holdsNothing = (value: Json): boolean =>
  value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

const isHidden = (marks: Json): boolean => marks === true;

/** Keys below which something is marked. */
const keysOf = (marks: Json): string[] =>
  typeof marks === "object" && marks !== null
    ? Object.entries(marks).flatMap(([key, inner]) => (hasMark(inner) ? [key] : []))
    : [];

const at = (value: Json, key: string): Json =>
  typeof value === "object" && value !== null ? (entryOf(value as Values, key) ?? null) : null;

/** A copy with one entry changed; a value that has no such entry stays as it is. */
function put(value: Json, key: string, inner: Json): Json {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  if (Array.isArray(value)) return value.map((entry, i) => (String(i) === key ? inner : entry));
  return Object.fromEntries(Object.entries(value).map(([own, entry]) => [own, own === key ? inner : entry]));
}
