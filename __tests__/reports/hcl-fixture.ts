import { parse } from "@cdktf/hcl2json";
import type { Json, Values } from "../../reports/synthesized";

/** Where the HCL says something else than the JSON, as paths. */
export const differences = async (json: Values, hcl: string): Promise<string[]> =>
  compare(normal(withoutMetadata(json)), normal(await parse("main.tf", hcl)), "");

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** cdktf's metadata are at the top and in blocks; a `//` below is a key like any other. */
function withoutMetadata({ "//": _, ...json }: Values): Values {
  const clean = (value: Json | undefined, depth: number): Json => {
    if (!isGroup(value)) return value ?? null;
    const { "//": metadata, ...rest } = value as Values;
    if (depth === 0) return metadata === undefined ? value : rest;
    return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, clean(inner, depth - 1)]));
  };
  const kinds = Object.entries(json).map(([kind, found]) => [
    kind,
    clean(found, kind === "resource" || kind === "data" ? 2 : 0),
  ]);
  return Object.fromEntries(kinds);
}

/** One block alone is a list of one or no list; a reference is a text or an expression; HCL composes characters (NFC). */
function normal(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((entry) => normal(entry, key));
    return inner.length === 1 && isGroup(inner[0]) ? inner[0] : inner;
  }
  if (isGroup(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.normalize(), normal(one, name)]));
  if (typeof value !== "string") return value;
  const isReference = ["depends_on", "ignore_changes", "replace_triggered_by", "provider"].includes(key);
  return isReference ? value.replace(/^\$\{(.*)\}$/, "$1") : value.normalize();
}

function compare(a: unknown, b: unknown, path: string): string[] {
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((entry, i) => compare(entry, b[i], `${path}/${i}`));
  if (isGroup(a) && isGroup(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      Object.hasOwn(a, key) === Object.hasOwn(b, key) ? compare(a[key], b[key], `${path}/${key}`) : [`${path}/${key}`],
    );
  return a === b ? [] : [path];
}
