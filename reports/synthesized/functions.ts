import { truthOf } from "./operators";
import type { Json } from "./types";
import { entryOf, isGroup, toGroup, toList } from "./values";

type Apply = (values: readonly Json[]) => Json | undefined;

const first =
  (apply: (value: Json) => Json | undefined): Apply =>
  ([value = null]) =>
    apply(value);

const text = (apply: (value: string) => Json | undefined): Apply =>
  first((value) => (isGroup(value) ? undefined : apply(String(value))));

const distinct = (values: readonly Json[]): Json[] =>
  values.filter((value, i) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === i);

/** Functions of Terraform whose result follows from their arguments alone; any other cannot be evaluated here. */
export const FUNCTIONS: Readonly<Record<string, Apply>> = {
  base64decode: text((value) => Buffer.from(value, "base64").toString("utf8")),
  base64encode: text((value) => Buffer.from(value).toString("base64")),
  coalesce: (values) => values.find((value) => value !== null && value !== ""),
  compact: first((value) => toList(value).filter((entry) => entry !== null && entry !== "")),
  concat: (values) => values.flatMap(toList),
  distinct: first((value) => distinct(toList(value))),
  element: ([list = null, index = 0]) => toList(list)[Number(index) % Math.max(1, toList(list).length)],
  endswith: ([value = null, end = null]) => String(value).endsWith(String(end)),
  flatten: first((value) => toList(value).flat(20) as Json[]),
  format: ([pattern = "", ...values]) => formatted(String(pattern), values),
  join: ([separator = "", ...lists]) => lists.flatMap(toList).join(String(separator)),
  jsondecode: text((value) => parsed(value)),
  jsonencode: first((value) => JSON.stringify(value)),
  keys: first((value) => Object.keys(toGroup(value)).sort()),
  length: first((value) =>
    typeof value === "string" ? value.length : isGroup(value) ? Object.keys(value).length : toList(value).length,
  ),
  lookup: ([map = null, key = "", fallback]) => {
    const found = entryOf(toGroup(map), String(key));
    return found === undefined ? fallback : found;
  },
  lower: text((value) => value.toLowerCase()),
  max: (values) => Math.max(...values.map(Number)),
  merge: (values) => Object.assign({}, ...values.map(toGroup)),
  min: (values) => Math.min(...values.map(Number)),
  nonsensitive: first((value) => value),
  one: first((value) => (toList(value).length > 1 ? undefined : (toList(value)[0] ?? null))),
  replace: ([value = "", from = "", to = ""]) =>
    /^\/.*\/$/s.test(String(from)) ? undefined : String(value).replaceAll(String(from), () => String(to)),
  sensitive: first((value) => value),
  sort: first((value) => toList(value).map(String).sort()),
  split: ([separator = "", value = ""]) => String(value).split(String(separator)),
  startswith: ([value = null, start = null]) => String(value).startsWith(String(start)),
  tobool: first((value) => (value === null ? null : truthOf(value))),
  tolist: first((value) => [...toList(value)]),
  tomap: first((value) => value),
  tonumber: first((value) => (value === null ? null : Number(value))),
  toset: first((value) => distinct(toList(value))),
  tostring: first((value) => (value === null ? null : typeof value === "object" ? undefined : String(value))),
  trimspace: text((value) => value.trim()),
  upper: text((value) => value.toUpperCase()),
  values: first((value) =>
    Object.keys(toGroup(value))
      .sort()
      .map((key) => toGroup(value)[key] ?? null),
  ),
};

/** Texts and whole numbers in their plain form; any other verb is not known here. */
function formatted(pattern: string, values: readonly Json[]): string | undefined {
  const left = [...values];
  let isKnown = true;
  const text = pattern.replace(/%(%|[sdv]|.?)/gs, (_, verb: string) => {
    if (verb === "%") return "%";
    const value = left.shift();
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    isKnown &&= isPlain && (verb === "s" || verb === "v" || (verb === "d" && Number.isInteger(value)));
    return String(value);
  });
  return isKnown && left.length === 0 ? text : undefined;
}

function parsed(value: string): Json | undefined {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
