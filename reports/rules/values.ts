import type { Json } from "../synthesized";
import type { Test } from "./checks";

/** Terraform's booleans; some providers want them as texts. */
export const isTrue: Test = (value) => value === true || value === "true";

export const isFalse: Test = (value) => value === false || value === "false";

/** Not there, or switched off. An expression may be anything. */
export const isNotTrue: Test = (value) => isNothing(value) || value === false || value === "false";

/** Not there, or another text or number than these. An expression may be any of them. */
export const isNot =
  (...refused: readonly (string | number | boolean)[]): Test =>
  (value) =>
    isNothing(value) || (isLiteral(value) && !refused.includes(value as string));

const isNothing = (value: Json | undefined): boolean => value === undefined || value === null;

/** A text, number or boolean that is written down. */
export const isLiteral = (value: Json | undefined): boolean =>
  (typeof value === "string" && !value.includes("${")) || typeof value === "number" || typeof value === "boolean";

/** There and not empty. An expression counts: it has a value once AWS has answered. */
export const isSet: Test = (value) =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

export const isAbsent: Test = (value) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** One of these, exactly. */
export const isOneOf =
  (...allowed: readonly (string | number | boolean)[]): Test =>
  (value) =>
    allowed.includes(value as string);

export const isAtLeast =
  (least: number): Test =>
  (value) =>
    Number(value) >= least;

/** A text that matches. */
export const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === "string" && pattern.test(value);

/** A list that holds all of these. */
export const includesAll =
  (...wanted: readonly string[]): Test =>
  (value) =>
    Array.isArray(value) && wanted.every((entry) => value.includes(entry));
