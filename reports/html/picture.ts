import { layOut } from "../diagram/layout";
import { TEXT } from "../diagram/measure";
import type { Picture, PlacedArrow, PlacedBox, PlacedPicture } from "../diagram/picture";
import { type Markup, markup } from "./markup";
import { readOwnFile } from "./own-file";

/** A finished drawing. */
export interface Drawing {
  /** For a page that has `pictureStyle()`. */
  readonly inline: Markup;
  /** A file of its own. */
  readonly file: string;
}

/** Colours and fonts of every picture, for light, dark and paper. */
export const pictureStyle = (): string => readOwnFile("picture.css");

/** Draws a picture. `name` is unique in the page: what refers to parts of the drawing is named after it. */
export async function drawSvg(name: string, picture: Picture): Promise<Drawing> {
  const placed = await layOut(picture);
  const style = markup`<style>${pictureStyle()}</style>`;
  return { inline: svg(name, picture, placed), file: `${svg(name, picture, placed, style)}\n` };
}

const FOOT = 10;

function svg(name: string, picture: Picture, placed: PlacedPicture, style?: Markup): Markup {
  const { width } = placed;
  const height = placed.height + FOOT + picture.legend.length * TEXT.lineHeight + FOOT;
  const [titleId, descId, arrowId] = ["title", "description", "arrow"].map((part) => `${name}-${part}`);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${titleId} ${descId}">
<title id="${titleId}">${picture.title}</title>
<desc id="${descId}">${[picture.description, ...picture.facts].join(" ")}</desc>
${style}
<defs>${["", "-request"].map((kind) => arrowhead(`${arrowId}${kind}`, `arrowhead${kind}`))}</defs>
<rect class="paper" width="${width}" height="${height}"/>
${placed.boxes.map(boxSvg)}
${belowTitle(picture, placed)}
${placed.arrows.map((arrow) => lineSvg(arrow, `${arrowId}${arrow.isRequest ? "-request" : ""}`))}
${placed.boxes.map(headerSvg)}
${placed.arrows.map(labelSvg)}
${picture.legend.map((line, i) => markup`<text class="legend" x="12" y="${placed.height + FOOT + (i + 1) * TEXT.lineHeight - 4}">${line}</text>\n`)}
</svg>`;
}

const arrowhead = (id: string, kind: string): Markup =>
  markup`<marker id="${id}" class="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>`;

function boxSvg({ x, y, width, height, kind, isOneOf, children }: PlacedBox): Markup {
  return markup`<rect class="box ${kind}${isOneOf ? " one-of" : ""}" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>
${children.map(boxSvg)}`;
}

/** After the arrows, so that one for which there is no way around a title goes below it. */
function headerSvg({ header, kind, title, lines = [], children }: PlacedBox): Markup {
  const [left, top] = [header.x + TEXT.padding, header.y + TEXT.padding + TEXT.titleHeight - 6];
  const texts = lines.map((line, i) => markup`<text x="${left}" y="${top + (i + 1) * TEXT.lineHeight}">${line}</text>`);
  return markup`<g class="header ${kind}"><text class="title" x="${left}" y="${top}">${title}</text>${texts}</g>
${children.map(headerSvg)}`;
}

function lineSvg({ points, isRequest }: PlacedArrow, head: string): Markup {
  const path = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");
  return markup`<path class="arrow${isRequest ? " request" : ""}" d="${path}" marker-end="url(#${head})"/>\n`;
}

function labelSvg({ label, labelArea, isRequest }: PlacedArrow): Markup {
  const { x, y, width } = labelArea;
  const texts = label.map(
    (line, i) => markup`<text x="${x + width / 2}" y="${y + (i + 1) * TEXT.lineHeight - 3}">${line}</text>`,
  );
  return markup`<g class="label${isRequest ? " request" : ""}">${texts}</g>\n`;
}

const belowTitle = ({ below }: Picture, { boxes }: PlacedPicture): Markup => {
  const first = boxes.find(({ id }) => id === below?.boxes[0]?.id);
  return first
    ? markup`<text class="heading" x="${first.x}" y="${first.y - TEXT.padding}">${below?.title}</text>`
    : markup``;
};
