import type { Box } from "./picture";

/** Pixels of the texts in a picture; `picture.css` says the same sizes. */
export const TEXT = { title: 13, line: 11, titleHeight: 18, lineHeight: 15, padding: 10 } as const;

const NARROW = /[ijltfrI.,:;|'!()[\]/\\ -]/;
const WIDE = /[mwMW@%]/;
const CAPITAL = /[A-Z_&+=–→×]/;

/**
 * Width of a text in pixels. There is no browser at synthesis, and the reader's fonts are not known: the widths are those
 * of DejaVu Sans, one of the widest common fonts, so that a text fits its box in any other too.
 */
export const textWidth = (text: string, size: number): number =>
  Math.ceil([...text].reduce((sum, character) => sum + widthOf(character), 0) * size);

const widthOf = (character: string): number => {
  if (NARROW.test(character)) return 0.42;
  if (WIDE.test(character)) return 0.98;
  if (CAPITAL.test(character)) return 0.74;
  return character.charCodeAt(0) > 0x2000 ? 1 : 0.64;
};

/** Height of a title with some lines, without anything below. */
export const headerHeight = ({ lines = [] }: Pick<Box, "lines">): number =>
  TEXT.padding + TEXT.titleHeight + lines.length * TEXT.lineHeight + TEXT.padding / 2;

/** Width that a title and its lines need. Titles are bold, which is a tenth wider. */
export const headerWidth = ({ title, lines = [] }: Pick<Box, "title" | "lines">): number =>
  2 * TEXT.padding + Math.max(textWidth(title, TEXT.title * 1.1), ...lines.map((line) => textWidth(line, TEXT.line)));

/** Longest text that is drawn; more is cut, so that no environment file can make a picture of any width. */
export const shorten = (text: string, most = 34): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;
