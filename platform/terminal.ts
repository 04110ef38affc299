import { stripVTControlCharacters, styleText } from "node:util";

/** Where text goes: a terminal, a file or another program. */
type Stream = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns" | "hasColors">>;

/** Whether colours may be used: on a terminal that has them, unless `NO_COLOR` asks for none. */
export const isColourful = (stream: Stream): boolean =>
  !process.env.NO_COLOR && stream.isTTY === true && stream.hasColors?.() === true;

type Style = Parameters<typeof styleText>[0];

/** The colours of verdicts, by the words that this project uses for them. */
const VERDICTS: Readonly<Record<string, Style>> = {
  pass: "green",
  valid: "green",
  fail: "red",
  invalid: "red",
  skipped: "yellow",
  fine: "green",
  note: "cyan",
  problem: "red",
  unchecked: "yellow",
};

/** A verdict in its colour. */
export const painted = (verdict: string, stream: Stream): string =>
  styled(VERDICTS[verdict] ?? "reset", verdict, stream);

/** Text in a style where colours may be used, else as it is. */
export const styled = (style: Style, text: string, stream: Stream): string =>
  isColourful(stream) ? styleText(style, text, { validateStream: false }) : text;

/** Width below which breaking lines makes them harder to read. */
const LEAST_COLUMNS = 40;

/** Text with its long lines broken at spaces to the width of a terminal, continued below where the words of the line begin. */
export function wrapped(text: string, { isTTY, columns = 0 }: Stream): string {
  if (!isTTY || columns < LEAST_COLUMNS) return text;
  return text
    .split("\n")
    .map((line) => broken(line, columns))
    .join("\n");
}

function broken(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  const indent = `${/^ */.exec(line)?.[0] ?? ""}  `;
  const lines: string[] = [];
  let current = "";
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (current !== "" && widthOf(current) + widthOf(word) > columns) {
      lines.push(current);
      current = `${indent}${word.trimStart()}`;
    } else current += word;
  }
  return [...lines, current].join("\n");
}

const widthOf = (text: string): number => stripVTControlCharacters(text).length;
