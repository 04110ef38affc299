import * as z from "zod";
import { parseSource } from "./document";
import { formatProblem, type KeyPath } from "./problem";
import { matching } from "./sections/scalars";
import { checkShape } from "./shape";

export { email, matching, oneOf } from "./sections/scalars";

/** A register of this project that was read: waivers, approvals, moves of addresses. */
export interface Register<T> {
  readonly value: T;
  /** Where an entry is written, like `waivers.yaml:7`. */
  readonly placeOf: (path: KeyPath) => string;
}

/** Why a register cannot be used: one sentence each, with file and line. */
export interface Refused {
  readonly problems: readonly string[];
}

/** Reads the text of a register and compares it with its schema. An empty text is a register without any key. */
export function readRegister<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): Register<z.infer<S>> | Refused {
  const source = parseSource(text);
  if ("problems" in source) return { problems: source.problems.map((problem) => formatProblem({ ...problem, file })) };
  const { value, problems } = checkShape(schema, { ...source, value: source.value ?? {} });
  const lines = problems.map((problem) => ({ ...problem, file, line: source.lineOf(problem.path) }));
  return problems.length > 0
    ? { problems: lines.map(formatProblem) }
    : { value, placeOf: (path) => `${file}:${source.lineOf(path)}` };
}

/** Whether a text is a day of the calendar, `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A day of the calendar. */
export const day = z.string().refine(isDay, {
  error: ({ input }) => `"${input}" is not a day; write it like 2027-01-31`,
});

/** A text of some length: an excuse of one word convinces nobody. */
export const sentence = (what: string) =>
  z.string().refine((text) => text.trim().length >= 20, {
    error: ({ input }) => `"${input}" says too little; write ${what}, in a sentence`,
  });

/** The address of a resource without `count` or `for_each`, as this project declares all of them. */
export const address = matching(
  /^[a-z][a-z0-9_]*\.[a-zA-Z_][\w-]*$/,
  "is not the address of a resource",
  "it like aws_db_instance.data_database_main",
);
