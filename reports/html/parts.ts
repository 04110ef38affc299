import { type Content, type Markup, markup } from "./markup";

/** A table that scrolls by itself where the page is too narrow. Cells may be markup. */
export const table = (caption: string, heads: readonly Content[], rows: readonly (readonly Content[])[]): Markup =>
  markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="aside">${caption}</caption><thead><tr>${heads.map(
    (head) => markup`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>
${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`;

/** A number in a table: to the right, digits below digits. */
export const number = (value: Content): Markup => markup`<span class="number">${value}</span>`;

/** A text as it is in a file: an address, a pointer, a version. Lines may break after some of its separators. */
export const code = (text: string): Markup =>
  markup`<code>${piecesOf(text).map((piece, i) => (i === 0 ? piece : markup`<wbr>${piece}`))}</code>`;

/** Words this long stand in addresses anyway, so a column can be as narrow as with a break after each separator. */
const PIECE = 16;

/** Pieces that end with separators, as many words in each as fit: a page has thousands of addresses. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const word of text.split(/(?<=[._/])(?=\w)/)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + word.length <= PIECE) pieces[pieces.length - 1] = last + word;
    else pieces.push(word);
  }
  return pieces;
}

/** A sentence of this project's own; what stands between backticks is code. */
export const prose = (text: string): Markup =>
  markup`${text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? code(part) : part))}`;

/**
 * A verdict as a word with a colour; the word alone says it too.
 * @param colour `pass`, `fail` or `waived`. @default the verdict's own, if it has one
 */
export const mark = (verdict: string, colour = verdict.replaceAll(" ", "-")): Markup =>
  markup`<span class="mark ${colour}">${verdict}</span>`;

/** A list of short items, one below the other. */
export const list = (items: readonly Content[]): Markup =>
  markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;

/** A drawing, and everything it says in words. */
export interface Figure {
  readonly title: string;
  readonly svg: Markup;
  readonly facts: readonly string[];
}

/** A drawing that scrolls by itself, with its text below. */
export const figure = ({ title, svg, facts }: Figure): Markup =>
  markup`<figure><div class="scroll" tabindex="0" role="region" aria-label="${title}">${svg}</div>
<figcaption><details><summary>In words</summary>${list(facts)}</details></figcaption></figure>`;

/** Where a resource is in the report. */
export const resourceId = (stack: string, address: string): string => `resource/${stack}/${address}`;
export const ruleId = (rule: string): string => `rule/${rule}`;

/** A link to the element with an id, whatever characters that has. A slash is allowed in a fragment (RFC 3986, 3.5). */
export const linkTo = (id: string, text: Content): Markup =>
  markup`<a href="#${encodeURIComponent(id).replaceAll("%2F", "/")}">${text}</a>`;

export const linkToResource = (stack: string, address: string): Markup =>
  linkTo(resourceId(stack, address), code(address));

/** One thing a reader may choose from: a data attribute of the items and its values. */
export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** Search field and choices for the items of a list. Hidden until the script has found it: without it nothing is lost. */
export const filter = (listId: string, what: string, choices: readonly Choice[]): Markup =>
  markup`<form class="filter" data-filter="${listId}" hidden>
<label>Search <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
${choices.map(
  ({ key, label, values }) =>
    markup`<label>${label} <select name="${key}"><option value="">all</option>${values.map((value) => markup`<option>${value}</option>`)}</select></label>\n`,
)}<button type="button" data-all="open">Open all</button><button type="button" data-all="close">Close all</button>
<output aria-live="polite" data-what="${what}"></output></form>`;
