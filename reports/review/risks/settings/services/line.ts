import type { Setting } from "../setting";

/** A setting of a few types in one line: their names without `aws_`, one after the other. */
export type Line = readonly [
  types: string,
  path: string,
  isWeaker: Setting["isWeaker"],
  what: string,
  advice?: string,
  group?: Setting["group"],
];

/** What to do when nothing better is known. */
export const KEEP_RULE = "Keep it, or make sure that something else does the same.";

/** The settings that lines stand for. */
export const settingsOf = (lines: readonly Line[]): Setting[] =>
  lines.map(([types, path, isWeaker, what, advice = KEEP_RULE, group]) => ({
    types: types.split(" ").map((type) => `aws_${type}`),
    path,
    isWeaker,
    what,
    advice,
    ...(group ? { group } : {}),
  }));
