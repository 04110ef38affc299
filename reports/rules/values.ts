import type { Test } from "./checks";

/** Terraform's booleans; some providers want them as texts. */
export const isTrue: Test = (value) => value === true || value === "true";

export const isFalse: Test = (value) => value === false || value === "false";

export const isNotTrue: Test = (value) => value !== true && value !== "true";

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
