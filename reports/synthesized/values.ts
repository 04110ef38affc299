import type { Json, Values } from "./types";

export const isGroup = (value: Json | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a table or an object holds under a name that comes from outside: undefined for what every object of JavaScript has,
 * so that a resource type called `constructor` is as unknown as any other.
 */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** A value as an object; anything else as an empty one. */
export const toGroup = (value: Json | undefined): Values => (isGroup(value) ? value : {});

/** True, or a text that becomes it: `true` to Terraform; `yes`, `on` and `y` too, once they stand in YAML. */
export const saysTrue = (value: Json | undefined): boolean => /^(true|yes|on|y)$/i.test(String(value));

/** False, or a text that becomes it, like `no` and `off` in YAML. */
export const saysFalse = (value: Json | undefined): boolean => /^(false|no|off|n)$/i.test(String(value));

/** A list as it is, nothing as an empty list, anything else as a list of one. */
export const toList = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/**
 * The value at a path like `vpc_config.endpoint_public_access` or `metadata[0].name`; undefined when nothing is there.
 * Terraform writes one nested block as an object or as a list of one; both are followed.
 */
export const valueAt = (values: Json, path: string): Json | undefined =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<Json | undefined>((value, key) => {
      if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : entryOf(toGroup(value[0]), key);
      return key === "0" && isGroup(value) && !Object.hasOwn(value, key) ? value : entryOf(toGroup(value), key);
    }, values);

/** Nested blocks of a kind: Terraform JSON writes one as an object and several as a list. */
export const blocksIn = (values: Values, key: string): Values[] => toList(entryOf(values, key)).filter(isGroup);

/** The first nested block of a kind, or an empty one. */
export const blockIn = (values: Values, key: string): Values => blocksIn(values, key)[0] ?? {};

/** The texts of a value; one text is a list of one. */
export const textsOf = (value: Json | undefined): string[] =>
  toList(value).filter((it): it is string => typeof it === "string");

/** Arguments without those that are null: to Terraform such an argument is not written at all. */
export const withoutNulls = (values: Values): Values => toGroup(leaveOutNulls(values));

function leaveOutNulls(value: Json): Json {
  if (Array.isArray(value)) {
    const list = value.map(leaveOutNulls);
    return list.some((entry, i) => entry !== value[i]) ? list : value;
  }
  if (!isGroup(value)) return value;
  const all = Object.entries(value);
  const kept = all
    .filter(([, inner]) => inner !== null)
    .map(([key, inner]): [string, Json] => [key, leaveOutNulls(inner)]);
  return kept.length !== all.length || kept.some(([key, inner]) => inner !== value[key])
    ? Object.fromEntries(kept)
    : value;
}
