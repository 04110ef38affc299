/**
 * A text as a Markdown code span: nothing in it is markup, a mention or a link, and it cannot end before its end. Everything
 * that comes from a plan is written like this. The text must be on one line.
 */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[\s`]|[\s`]$/.test(text) || text === "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A code span inside of a table, where a bar would start the next cell. */
export const cell = (text: string): string => code(text).replaceAll("|", "\\|");

/** A table; the cells are Markdown already. A column whose title ends with # is one of numbers. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head.map((title) => title.replace(/ #$/, "")), head.map((title) => (title.endsWith(" #") ? "--:" : "---")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

/** A section that can be folded. The title is ours. */
export const details = (title: string, body: string, isOpen: boolean): string =>
  `<details${isOpen ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

/** A sentence of ours: what stands between backticks is code, and `<region>` outside of it is text and no element. */
export const ours = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll("<", "&lt;")))
    .join("");
