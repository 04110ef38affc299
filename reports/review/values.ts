import type { Json, Values } from "../synthesized";

/**
 * The value at a path like `vpc_config.endpoint_public_access`. Terraform writes a block as a list of one; it is followed.
 * Undefined: nothing is there.
 */
export function valueAt(values: Values | null, path: string): Json | undefined {
  let value: Json | undefined = values ?? undefined;
  for (const key of path.split(".")) {
    if (Array.isArray(value) && !/^\d+$/.test(key)) value = value[0];
    value = isGroup(value) || Array.isArray(value) ? (value as Values)[key] : undefined;
  }
  return value;
}

export const isGroup = (value: Json | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as an object; anything else as an empty one. */
export const toGroup = (value: Json | undefined): Values => (isGroup(value) ? value : {});

/** A list as it is, nothing as an empty list, anything else as a list of one. */
export const toList = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Terraform does not tell null, "", [] and {} apart in what providers answer. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.values(value).every(isEmpty));

/** Whether two values mean the same. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  if (a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame((a as Values)[key], (b as Values)[key]));
}

/** The JSON in a text that holds an object or a list, like a policy; undefined for any other. */
export function jsonIn(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
