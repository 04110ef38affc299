import { entryOf, type Json, type Values } from "../synthesized";

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
  const [own, other] = [a as Values, b as Values];
  return (
    Object.keys(own).every((key) => isSame(own[key], entryOf(other, key))) &&
    Object.keys(other).every((key) => Object.hasOwn(own, key) || isEmpty(other[key]))
  );
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
