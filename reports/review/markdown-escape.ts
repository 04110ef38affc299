/**
 * A text as a Markdown code span: nothing in it is markup, a mention or a link, and it cannot end before its end.
 * The text must be on one line.
 */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[\s`]|[\s`]$/.test(text) || text === "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A code span inside of a table, where a bar would start the next cell. */
export const cell = (text: string): string => code(text).replaceAll("|", "\\|");

/** A sentence of ours that may hold names of others: every character that could be markup is taken literally. */
export const prose = (text: string): string =>
  text.replace(/[\\`*_{}[\]()<>#+!|~&@$:]/g, (character) =>
    character === ":" ? "&#58;" : `&#${character.charCodeAt(0)};`,
  );

/** A table; the cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((title) => (title.endsWith("#") ? "--:" : "---")), ...rows]
    .map((row) => `| ${row.map((text) => text.replace(/ ?#$/, "")).join(" | ")} |`)
    .join("\n");
