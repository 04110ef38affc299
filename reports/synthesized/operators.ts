import { CannotBeEvaluated } from "./template";
import type { Json } from "./types";
import { entryOf, isGroup } from "./values";

export type Binary = (a: Json, b: Json) => Json;
const number =
  (apply: (a: number, b: number) => Json): Binary =>
  (a, b) =>
    apply(Number(a), Number(b));

/** Operators from loose to tight. */
export const OPERATORS: readonly Readonly<Record<string, Binary>>[] = [
  { "||": (a, b) => a === true || b === true },
  { "&&": (a, b) => a === true && b === true },
  { "==": (a, b) => JSON.stringify(a) === JSON.stringify(b), "!=": (a, b) => JSON.stringify(a) !== JSON.stringify(b) },
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
