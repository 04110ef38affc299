import { CannotBeEvaluated } from "./template";
import type { Json } from "./types";
import { entryOf, isGroup } from "./values";

export type Binary = (a: Json, b: Json) => Json;
const number =
  (apply: (a: number, b: number) => Json): Binary =>
  (a, b) =>
    apply(Number(a), Number(b));

/**
 * True or false, also as a text that Terraform converts to it.
 * @throws CannotBeEvaluated for anything else, which Terraform refuses
 */
export function truthOf(value: Json): boolean {
  if (value === true || value === "true" || value === "1") return true;
  if (value === false || value === "false" || value === "0") return false;
  throw new CannotBeEvaluated();
}

/** Whether two values are one. Lists and objects have types that are not known here, and those of two types never are one. */
function equals(a: Json, b: Json): boolean {
  const isWhole = (value: Json) => typeof value === "object" && value !== null;
  if (a !== null && b !== null && (isWhole(a) || isWhole(b))) throw new CannotBeEvaluated();
  return a === b;
}

/** Operators from loose to tight. */
export const OPERATORS: readonly Readonly<Record<string, Binary>>[] = [
  { "||": (a, b) => [truthOf(a), truthOf(b)].includes(true) },
  { "&&": (a, b) => ![truthOf(a), truthOf(b)].includes(false) },
  { "==": equals, "!=": (a, b) => !equals(a, b) },
  {
    "<": number((a, b) => a < b),
    "<=": number((a, b) => a <= b),
    ">": number((a, b) => a > b),
    ">=": number((a, b) => a >= b),
  },
  { "+": number((a, b) => a + b), "-": number((a, b) => a - b) },
  { "*": number((a, b) => a * b), "/": number((a, b) => a / b), "%": number((a, b) => a % b) },
];

/** What a list or an object holds under a key. */
export function memberOf(value: Json, key: Json): Json {
  const found = Array.isArray(value) ? value[Number(key)] : isGroup(value) ? entryOf(value, String(key)) : undefined;
  if (found === undefined) throw new CannotBeEvaluated();
  return found;
}
