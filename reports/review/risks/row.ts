import type { Action, ResourceChange } from "../../plan";
import type { Group } from "../groups";

/** What one change brings, and what to do about it. */
export interface Risk {
  readonly group: Group;
  /** What happens, in words of ours: the end of a sentence about the resource. */
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

/** Types of the AWS provider, from their names without `aws_`, one after the other. */
export const aws = (names: string): string[] => names.split(/\s+/).map((name) => `aws_${name}`);

/** What goes with objects of some types. */
export const gone = (
  group: Group,
  types: readonly string[],
  what: string,
  advice: string,
  more: Pick<Row, "when" | "isGated"> = {},
): Row => ({ group, types, on: GONE, what, advice, ...more });

/** Data that a change loses, or no longer keeps. */
export const loss = (what: string, advice: string, attributes: readonly string[], detail?: string): Risk => ({
  group: "data loss",
  what,
  ...(detail ? { detail } : {}),
  advice,
  attributes,
});

/** Rows of a table by type, so that a plan of thousands takes no longer for each. */
export function byType<R extends { readonly types: readonly string[] }>(rows: readonly R[]): ReadonlyMap<string, R[]> {
  const index = new Map<string, R[]>();
  for (const row of rows)
    for (const type of row.types) {
      const own = index.get(type);
      if (own) own.push(row);
      else index.set(type, [row]);
    }
  return index;
}

/** The risks of a change that rows of a table know. */
export const risksIn = (rows: ReadonlyMap<string, readonly Row[]>, change: ResourceChange): Risk[] =>
  (rows.get(change.type) ?? [])
    .filter(({ on, when }) => on.includes(change.action) && (when?.(change) ?? true))
    .map(({ group, what, advice, attributes, isGated }) => ({
      group,
      what,
      advice,
      ...(attributes ? { attributes } : {}),
      ...(isGated ? { isGated } : {}),
    }));
