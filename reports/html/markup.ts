/** Text that is HTML or SVG already. Only `markup` makes it, so whatever else is put into a page was escaped. */
export class Markup {
  /** Outside of this file nothing can be declared to be safe. */
  private constructor(private readonly text: string) {}

  static of(strings: TemplateStringsArray, values: readonly Content[]): Markup {
    const places = placesOf(strings);
    return new Markup(
      strings.map((fixed, i) => fixed + (i < values.length ? render(values[i], places[i]) : "")).join(""),
    );
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

/** Where a value stands: between tags, in a tag, or between the quotes of an attribute. */
type Place = "text" | "tag" | "quotes";

/** Places of the values of a template, from its fixed parts alone, which are this project's own. */
const placesOf = (strings: TemplateStringsArray): readonly Place[] => {
  const known = PLACES.get(strings);
  if (known) return known;
  let before = "";
  const places = strings.map((fixed): Place => {
    before = `${before}${fixed}`.replace(/^.*>/s, "");
    if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return "quotes";
    return before.includes("<") ? "tag" : "text";
  });
  PLACES.set(strings, places);
  return places;
};
const PLACES = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Quotes end an attribute and nothing else, so between tags they stay as they are: a report is a tenth smaller. */
const ESCAPED = { text: /[&<>]/g, tag: /[&<>"'`]/g, quotes: /[&<>"'`]/g } as const;

const render = (value: Content, place: Place = "quotes"): string => {
  if (value === undefined || value === false) return "";
  if (value instanceof Markup) return place === "quotes" ? value.toString().replaceAll('"', "&#34;") : value.toString();
  if (typeof value === "object") return value.map((one) => render(one, place)).join("");
  return String(value)
    .replace(UNWRITABLE, "\uFFFD")
    .replace(ESCAPED[place], (character) => `&#${character.charCodeAt(0)};`);
};

/** Everything below the space but tab and line feed, unpaired surrogates, and the two non-characters of the plane. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
  /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
