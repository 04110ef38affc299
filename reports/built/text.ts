/** Control characters, marks that reorder text, and letters without a shape. */
const HIDDEN = /\p{C}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\u034F|\u115F|\u1160|\u3164/gu;

/**
 * A text on one line, without characters that hide or reorder others (control characters, bidirectional marks,
 * invisible ones), cut after `most` characters. What is left still needs the escaping of its place.
 */
export function plain(text: string, most: number): string {
  const cut =
    text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}… (${text.length} characters)` : text;
  return cut
    .replace(/\r?\n|\r/g, "⏎")
    .replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A text that is at most so long: cut between words where there is a word to cut at, with a sign that it was. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const end = Math.max(...[" ", ",", "}", "]", "\\"].map((sign) => cut.lastIndexOf(sign)));
  return `${cut.slice(0, end > most / 2 ? end : most).trimEnd()} …`;
}
