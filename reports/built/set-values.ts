import type { Json, Values } from "../synthesized";

/** One value that a block `set` gives, by the keys that lead to it; positions in lists are keys, too. */
export interface SetValue {
  readonly path: readonly string[];
  readonly value: Json;
}

/** `name=value`, to the comma that begins another; a backslash takes the sign after it as it is. */
const ASSIGNMENT = /((?:\\[\s\S]|[^\\=,])*)=(\{(?:\\[\s\S]|[^\\}])*\}|(?:\\[\s\S]|[^\\,])*)(?:,|$)/gy;
const KEY = /(?:\\[\s\S]|[^\\.[\]])+/g;
const ENTRY = /(?:\\[\s\S]|[^\\,])+/g;

/**
 * What a block `set` of a release gives to its chart. The provider hands `name=value` to the reader of `helm --set`, so a value
 * like `1,hostNetwork=true` gives two, and `{a,b}` is a list. What is not known yet, or an expression, stays one text.
 * Source: Helm's package strvals, `ParseInto` and, for the type `literal`, `ParseLiteralInto`.
 */
export function setValuesOf({ name, value = null, type }: Values): SetValue[] {
  const isRead = typeof value === "string" && type !== "literal" && !value.includes("${");
  if (!isRead) return [{ path: pathOf(String(name)), value }];
  const typed = type === "string" ? plain : guessed;
  return [...`${name}=${value}`.matchAll(ASSIGNMENT)].map(([, key = "", text = ""]) => ({
    path: pathOf(key),
    value: /^\{.*\}$/s.test(text) ? (text.slice(1, -1).match(ENTRY) ?? []).map(typed) : typed(text),
  }));
}

const pathOf = (name: string): string[] => (name.match(KEY) ?? []).map(plain);

const plain = (text: string): string => text.replace(/\\([\s\S])/g, "$1");

/** Numbers and booleans in texts become such. */
function guessed(text: string): Json {
  const found = plain(text);
  const word = found.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  return /^(0|-?[1-9]\d*)$/.test(found) ? Number(found) : found;
}
