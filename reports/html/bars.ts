import { type Markup, markup } from "./markup";

/** One bar: how much it is of the longest, in coloured pieces. */
export interface Bar {
  readonly label: string;
  /** Written at its end. */
  readonly value: string;
  /** Pieces from left to right: the number of a colour from 0 to 8, a length, and what it is for whoever hears it. */
  readonly pieces: readonly { readonly colour: number; readonly length: number; readonly title: string }[];
}

/** Bars below each other. The longest is as wide as there is room; each says its value in words, so the picture is never alone. */
export function bars(title: string, rows: readonly Bar[]): Markup {
  const longest = Math.max(...rows.map(({ pieces }) => lengthOf(pieces)), 0);
  return markup`<figure class="bars"><figcaption class="aside">${title}</figcaption>
${rows.map(({ label, value, pieces }) => markup`<div class="bar"><span>${label}</span>${drawn(pieces, longest)}<span class="number">${value}</span></div>\n`)}</figure>`;
}

const lengthOf = (pieces: Bar["pieces"]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** A picture that may be stretched: its units are thousandths of the longest bar. */
function drawn(pieces: Bar["pieces"], longest: number): Markup {
  const scale = longest > 0 ? 1000 / longest : 0;
  const starts = pieces.map((_, i) => lengthOf(pieces.slice(0, i)) * scale);
  const rectangles = pieces.map(
    ({ colour, length, title }, i) =>
      markup`<rect class="colour-${String(colour)}" x="${(starts[i] ?? 0).toFixed(1)}" width="${(length * scale).toFixed(1)}" height="10"><title>${title}</title></rect>`,
  );
  return markup`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="${pieces.map(({ title }) => title).join(", ")}">${rectangles}</svg>`;
}
