import { table } from "../../markdown/escape";

/** Lines of one list; the others are counted. */
const MOST_LINES = 60;
/** Where everything is, whatever a comment can hold. */
export const SEE = "see the HTML or the JSON of this review";

/** A list that stays readable. */
export const cut = (lines: readonly string[]): string =>
  [...lines.slice(0, MOST_LINES), ...more(lines.length - MOST_LINES).map((text) => `- ${text}`)].join("\n");

/** A table that stays readable. */
export const cutTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [table(titles, rows.slice(0, MOST_LINES)), ...more(rows.length - MOST_LINES)].join("\n\n");

const more = (number: number): string[] => (number > 0 ? [`And ${number} more.`] : []);
