import { isSame } from "../../built/values";
import { type ResourceChange, SENSITIVE_CHANGED } from "../../plan";
import { valueAt } from "../../synthesized";
import type { Row } from "./row";

/** A row about changes in place of some arguments that stop or restart something. */
export const update = (
  types: readonly string[],
  attributes: readonly string[],
  what: string,
  advice: string,
  when?: Row["when"],
): Row => ({
  group: "downtime",
  types,
  on: ["update"],
  attributes,
  what,
  advice,
  when: (change) => attributes.some((path) => isChanged(change, path)) && (when?.(change) ?? true),
});

const isChanged = ({ before, after }: ResourceChange, path: string): boolean =>
  !isSame(valueAt(before, path), valueAt(after, path)) || valueAt(after, path) === SENSITIVE_CHANGED;
