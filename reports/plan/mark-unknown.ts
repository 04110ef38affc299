import { entryOf, type Json, type Values } from "../synthesized";
import { UNKNOWN } from "./types";

/** A value with `UNKNOWN` wherever `marks`, Terraform's `after_unknown`, says that it is known after apply only. */
export function markUnknown(value: Json, marks: Json): Json {
  if (marks === true) return UNKNOWN;
  if (Array.isArray(marks)) {
    const list = Array.isArray(value) ? value : [];
    return marks.some(hasMark) ? marks.map((mark, i) => markUnknown(list[i] ?? null, mark)) : value;
  }
  if (typeof marks !== "object" || marks === null) return value;
  const marked = Object.entries(marks as Values).filter(([, mark]) => hasMark(mark));
  if (marked.length === 0) return value;
  const group = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
  return Object.fromEntries([
    ...Object.entries(group),
    ...marked.map(([key, mark]) => [key, markUnknown(entryOf(group, key) ?? null, mark)]),
  ]);
}

/** Whether a tree of marks marks anything. */
export const hasMark = (marks: Json): boolean =>
  typeof marks === "object" && marks !== null ? Object.values(marks).some(hasMark) : marks === true;
