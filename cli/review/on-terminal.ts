import { styled, wrapped } from "../../platform/terminal";

/** The colours of the verdict, by the kind of alert that it is in Markdown. */
const COLOURS = { CAUTION: "red", WARNING: "yellow", NOTE: "green" } as const;

/** Lines that mean something else when they are broken: rows of tables, quotes, HTML, and what is to be copied. */
const WHOLE = /^(\||>|<|~~~|- \w+: | {2}\w+: )/;

/** The Markdown of a review as a person reads it in a terminal: the verdict in its colour, sentences broken to the width. */
export function onTerminal(markdown: string, stream: NodeJS.WriteStream): string {
  if (!stream.isTTY) return markdown;
  let colour: (typeof COLOURS)[keyof typeof COLOURS] | undefined;
  return markdown
    .split("\n")
    .map((line) => {
      const alert = /^> \[!(CAUTION|WARNING|NOTE)\]$/.exec(line)?.[1] as keyof typeof COLOURS | undefined;
      colour = alert ? COLOURS[alert] : line.startsWith(">") ? colour : undefined;
      if (colour) return styled(colour, line, stream);
      return WHOLE.test(line) ? line : wrapped(line, stream);
    })
    .join("\n");
}
