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
    styles,
    body: markup`<a class="skip" href="#content">Skip to the content</a>
<header class="masthead"><p class="kind">${kind}</p><h1>${heading}</h1><p class="aside">${aside}</p></header>
<nav aria-label="Sections"><ol>${chapters.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main id="content">
${chapters.map(chapter)}
</main>`,
  });

const chapter = ({ id, title, lead, content }: Chapter): Markup =>
  markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2><p class="lead">${lead}</p>
${content}
</section>\n`;
