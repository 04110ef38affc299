/** Text that is HTML or SVG already. Only `markup` makes it, so whatever else is put into a page was escaped. */
export class Markup {
  /** Outside of this file nothing can be declared to be safe. */
  private constructor(private readonly text: string) {}

  static of(strings: TemplateStringsArray, values: readonly Content[]): Markup {
    return new Markup(strings.map((fixed, i) => fixed + (i < values.length ? render(values[i]) : "")).join(""));
  }

  /** The text of one of this project's own files, which HTML reads up to the end tag and does not unescape. */
  static raw(element: string, text: string): Markup {
    if (new RegExp(`</${element}`, "i").test(text)) throw new Error(`a ${element} of a page ends itself`);
    return new Markup(text);
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, a list is joined, `undefined` and `false` leave nothing. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * HTML and SVG from a template: markup`<td>${value}</td>`. The one place where values are escaped, for text and for
 * attributes in quotes alike; control characters, which XML has no way to write, become U+FFFD.
 */
export const markup = (strings: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  Markup.of(strings, values);

/** Content of a `style` or `script` element: a file of this project, never anything of an environment. */
export const trusted = (element: "style" | "script", text: string): Markup => Markup.raw(element, text);

const render = (value: Content): string => {
  if (value === undefined || value === false) return "";
  if (value instanceof Markup) return value.toString();
  if (typeof value === "object") return value.map(render).join("");
  return String(value)
    .replace(UNWRITABLE, "\uFFFD")
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
};

/** Everything below the space but tab and line feed, unpaired surrogates, and the two non-characters of the plane. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
  /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
