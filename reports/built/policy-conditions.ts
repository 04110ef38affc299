import { type Json, toGroup, toList, type Values } from "../synthesized";
import { coversPattern } from "./patterns";
import { isWithin } from "./ranges";
import { isSame } from "./values";

/** Operators that hold whenever one of the others does. */
const IMPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  StringLike: ["StringEquals"],
  StringEqualsIgnoreCase: ["StringEquals"],
  ArnLike: ["ArnEquals", "StringEquals"],
  ArnEquals: ["ArnLike", "StringEquals"],
};

/** Whether a condition holds at most when another does: it has all of the other's parts, with the same values or fewer. */
export const isNarrower = (condition: Values, than: Values): boolean =>
  isSame(condition, than) || partsOf(than).every((wanted) => partsOf(condition).some((own) => isAtMost(own, wanted)));

interface Part {
  readonly operator: string;
  /** Keys are written in any case. */
  readonly key: string;
  readonly values: readonly Json[];
}

const partsOf = (condition: Values): Part[] =>
  Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(toGroup(keys)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: toList(values),
    })),
  );

function isAtMost(own: Part, wanted: Part): boolean {
  if (own.key !== wanted.key || !implies(own.operator, wanted.operator)) return false;
  const [fewer, more] = /Not/.test(wanted.operator) ? [wanted.values, own.values] : [own.values, wanted.values];
  return fewer.length > 0 && fewer.every((value) => more.some((other) => isAmong(value, other, wanted.operator)));
}

/** `StringEquals` holds less often than `StringLike`, and any operator less often than itself with `IfExists`. */
function implies(own: string, wanted: string): boolean {
  const plain = wanted.replace(/IfExists$/, "");
  if (own === wanted || own === plain) return true;
  return !/IfExists$/.test(own) && (IMPLIED_BY[plain] ?? []).includes(own);
}

function isAmong(value: Json, other: Json, operator: string): boolean {
  const [inner, outer] = [String(value), String(other)];
  if (inner === outer) return true;
  if (/Not/.test(operator)) return false;
  if (/Like(IfExists)?$/.test(operator)) return coversPattern(outer, inner);
  if (/^IpAddress/.test(operator)) return isWithin(inner, outer);
  if (/^NumericLess/.test(operator)) return Number(inner) <= Number(outer);
  if (/^NumericGreater/.test(operator)) return Number(inner) >= Number(outer);
  return false;
}
