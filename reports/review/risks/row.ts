import type { Action, ResourceChange } from "../../plan";
import type { Group } from "../groups";

/** What one change brings, and what to do about it. */
export interface Risk {
  readonly group: Group;
  /** What happens, in words of ours. */
  readonly what: string;
  /** What the plan says about it: ranges, actions. Never part of a sentence, because it may be any text. */
  readonly detail?: string;
  readonly advice: string;
  /** Attributes to show with it, by the start of their path. @default those that force a replacement */
  readonly attributes?: readonly string[];
  /** Needs an approval although its group does not. @default what the group says */
  readonly isGated?: boolean;
}

/** One row of the tables: changes of these types and actions bring a risk. */
export interface Row extends Risk {
  readonly types: readonly string[];
  readonly on: readonly Action[];
  /** Only when it holds too. @default always */
  readonly when?: (change: ResourceChange) => boolean;
}

/** Actions after which what was there is gone. */
export const GONE = ["delete", "replace"] as const;

/** The risks of a change that rows of a table know. */
export const risksIn = (rows: readonly Row[], change: ResourceChange): Risk[] =>
  rows
    .filter(
      ({ types, on, when }) => types.includes(change.type) && on.includes(change.action) && (when?.(change) ?? true),
    )
    .map(({ group, what, advice, attributes }) => ({ group, what, advice, ...(attributes ? { attributes } : {}) }));
