import type { Json, Values } from "../synthesized";

/** The value at a path like `metadata[0].name`; Terraform JSON writes a block as an object or as a list of one. */
export const valueAt = (values: Json, path: string): Json | undefined =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<Json | undefined>((value, key) => {
      if (typeof value !== "object" || value === null) return undefined;
      if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : inside(value[0], key);
      return key === "0" ? value : inside(value, key);
    }, values);

const inside = (value: Json | undefined, key: string): Json | undefined =>
  typeof value === "object" && value !== null ? (value as Values)[key] : undefined;

/** The texts of a value; one text is a list of one. */
export const textsOf = (value: Json | undefined): string[] =>
  [value ?? []].flat().filter((it): it is string => typeof it === "string");

/** Nested blocks of a kind: Terraform JSON writes one as an object and several as a list. */
export const blocksIn = (values: Values, key: string): Values[] =>
  [values[key] ?? []].flat().filter((it): it is Values => typeof it === "object" && it !== null);

/** `a`, `a and b`, `a, b and c`. */
export const enumerate = (items: readonly string[], word = "and"): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
