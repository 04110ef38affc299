import { when } from "../checks";
import { JUDGED_DATA, JUDGED_MADE, JUDGED_RESOURCES } from "../judged-types";
import { judged, type Rule } from "../rule";

export const resourceTypeJudged: Rule = {
  id: "resource-type-judged",
  requirement: "Every resource is of a type that these rules were written for, and none is hidden in a module.",
  why: "What no rule looks at is never found wanting.",
  controls: { "nist-800-53-r5": ["CM-7"] },
  fix: "Use another type, or write the rules it needs and add it to `reports/rules/judged-types.ts`; write out the resources of a module.",
  severity: "high",
  check: when(
    ({ kind }) => kind === "resource" || kind === "data" || kind === "module",
    ({ kind, type, pointer, madeBy }) =>
      judged(TYPES[kind]?.has(type) || (madeBy !== undefined && JUDGED_MADE.includes(type)), pointer, type),
  ),
};

const TYPES: Readonly<Record<string, ReadonlySet<string>>> = {
  resource: new Set(JUDGED_RESOURCES),
  data: new Set(JUDGED_DATA),
};
