import { type Markup, markup } from "./markup";
import { renderPage } from "./page";

/** One chapter of a document. */
export interface Chapter {
  /** Fragment of its address. */
  readonly id: string;
  readonly title: string;
  /** What it answers, in one sentence below the title. */
  readonly lead: string;
  readonly content: Markup;
  /** Whether it only proves what others say, so that the summary on paper goes without it. @default false */
  readonly isEvidence?: boolean;
}

/** A document of chapters with its contents beside them. */
export interface Document {
  /** What the window is called. */
  readonly title: string;
  /** What kind of document it is, above the heading. */
  readonly kind: string;
  readonly heading: string;
  /** What it was made of, below the heading. */
  readonly aside: string;
  readonly chapters: readonly Chapter[];
  /** @default none */
  readonly styles?: readonly string[];
}

/** A document as one HTML file, in the look that all of this project's have. */
export const renderDocument = ({ title, kind, heading, aside, chapters, styles = [] }: Document): string =>
  renderPage({
    title,
    styles: [
      ...styles,
      `@page { @bottom-left { content: ${cssText(title)}; font: 8pt system-ui, sans-serif; color: #55606b } }`,
    ],
    body: markup`<a class="skip" href="#content">Skip to the content</a>
<header class="masthead"><p class="kind">${kind}</p><h1>${heading}</h1><p class="aside">${aside}</p></header>
<nav aria-label="Sections"><ol>${chapters.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ol>
<fieldset class="paper"><legend>On paper:</legend>${[
      ["summary", "summary"],
      ["evidence", "with evidence"],
    ].map(
      ([id, label], i) =>
        markup`<label><input type="radio" name="paper" id="paper-${id}"${i === 0 && markup` checked`}> ${label}</label>`,
    )}</fieldset></nav>
<main id="content">
${chapters.map(chapter)}
</main>`,
  });

/** A string of CSS; whatever is no letter or digit is written as its number. */
const cssText = (text: string): string =>
  `"${[...text].map((sign) => (/[\w -]/.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `)).join("")}"`;

const chapter = ({ id, title, lead, content, isEvidence = false }: Chapter): Markup =>
  markup`<section id="${id}"${isEvidence && markup` class="evidence"`} aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p class="lead">${lead}</p>
${content}
</section>\n`;
