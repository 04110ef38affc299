import { stringify } from "yaml";
import { isGroup, type Json, toGroup, toList } from "../../synthesized";
import { CannotRender } from "./words";

/** Whether Go's templates take a value for true. */
export const isTruthy = (value: Json): boolean =>
  !(
    value === null ||
    value === false ||
    value === "" ||
    value === 0 ||
    (Array.isArray(value) ? value.length === 0 : isGroup(value) && Object.keys(value).length === 0)
  );

/** What a value is in the text of a template. */
export function toText(value: Json): string {
  if (value === null) return "";
  if (typeof value === "object") throw new CannotRender("it prints a list or an object");
  return String(value);
}

const indent = (count: Json, value: Json): string => toText(value).replace(/^/gm, " ".repeat(Number(count)));

/** Functions of Helm's templates whose result follows from their arguments alone. Source: Helm's documentation, "Template Function List". */
export const FUNCTIONS: Readonly<Record<string, (...values: Json[]) => Json>> = {
  and: (...values) => values.find((value) => !isTruthy(value)) ?? values.at(-1) ?? null,
  b64enc: (value = null) => Buffer.from(toText(value)).toString("base64"),
  coalesce: (...values) => values.find(isTruthy) ?? null,
  default: (fallback = null, value = null) => (isTruthy(value) ? value : fallback),
  dict: (...pairs) =>
    Object.fromEntries(pairs.flatMap((key, i) => (i % 2 === 0 ? [[String(key), pairs[i + 1] ?? null]] : []))),
  eq: (first = null, ...others) => others.some((other) => other === first),
  indent: (count = 0, value = null) => indent(count, value),
  int: (value = null) => Number(value),
  list: (...values) => values,
  lower: (value = null) => toText(value).toLowerCase(),
  merge: (...groups) => Object.assign({}, ...[...groups].reverse().map(toGroup)),
  ne: (first = null, second = null) => first !== second,
  nindent: (count = 0, value = null) => `\n${indent(count, value)}`,
  not: (value = null) => !isTruthy(value),
  or: (...values) => values.find(isTruthy) ?? values.at(-1) ?? null,
  printf: (format = "", ...values) => printed(toText(format), values),
  quote: (...values) => values.map((value) => JSON.stringify(toText(value))).join(" "),
  replace: (from = "", to = "", value = null) => toText(value).replaceAll(toText(from), toText(to)),
  squote: (...values) => values.map((value) => `'${toText(value)}'`).join(" "),
  toJson: (value = null) => JSON.stringify(value),
  toYaml: (value = null) => stringify(value, { lineWidth: 0 }).trimEnd(),
  trim: (value = null) => toText(value).trim(),
  trimSuffix: (end = "", value = null) =>
    toText(value).endsWith(toText(end)) ? toText(value).slice(0, -toText(end).length || undefined) : toText(value),
  trunc: (count = 0, value = null) => toText(value).slice(0, Number(count)),
  until: (count = 0) => Array.from({ length: Math.min(Number(count), 1000) }, (_, i) => i),
  upper: (value = null) => toText(value).toUpperCase(),
};

function printed(format: string, values: readonly Json[]): string {
  let next = 0;
  return format.replace(/%([sdvq%])/g, (_, verb: string) => {
    if (verb === "%") return "%";
    const value = toText(toList(values)[next++] ?? null);
    return verb === "q" ? JSON.stringify(value) : value;
  });
}
