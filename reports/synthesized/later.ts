import { CannotBeEvaluated } from "./template";
import type { Json } from "./types";

/** A value that is known after the apply, by the expression that leads to it. */
export class Later {
  constructor(readonly reference: string) {}
}
export type Value = Json | Later;

/** A value, or the expression that leads to it. */
export const toJson = (value: Value): Json => (value instanceof Later ? `\${${value.reference}}` : value);

/** @throws CannotBeEvaluated for what has no text */
export function toText(value: Value): string {
  if (value instanceof Later) return `\${${value.reference}}`;
  if (value === null || typeof value === "object") throw new CannotBeEvaluated();
  return String(value);
}

/**
 * One of two values, in the type that both have: a number beside a text is one.
 * @throws CannotBeEvaluated for a number beside a boolean, which Terraform refuses
 */
export function chosen(isFirst: boolean, first: Value, second: Value): Value {
  const value = isFirst ? first : second;
  const types = new Set([first, second].filter((one) => one !== null).map((one) => typeof one));
  if (types.has("object") || types.size < 2 || value === null) return value;
  if (!types.has("string")) throw new CannotBeEvaluated();
  return String(value);
}
