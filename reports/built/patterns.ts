/** How patterns of IAM are compared. @default letters count as they are written */
export interface Comparison {
  /** Actions are written in any case; ARNs are not. */
  readonly anyCase?: boolean;
}

/**
 * Whether a pattern of IAM matches all that another one matches: `*` is anything, `?` one character. A text without either
 * is a pattern that matches itself. Takes time in proportion to the texts: the parts between the stars are looked for from
 * left to right, once.
 */
export function coversPattern(outer: string, inner: string, { anyCase = false }: Comparison = {}): boolean {
  if (outer === inner) return true;
  if (beginsOtherwise(outer, inner)) return false;
  const [pattern, text] = anyCase ? [outer.toLowerCase(), inner.toLowerCase()] : [outer, inner];
  if (!pattern.includes("*")) return pattern.length === text.length && isAt(pattern, text, 0);
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.at(-1) ?? "";
  if (first.length + last.length > text.length || !isAt(first, text, 0)) return false;
  let position = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = find(part, text, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  const end = text.length - last.length;
  return end >= position && isAt(last, text, end);
}

/** Whether the first letters tell already that nothing matches: they do for most, as actions of two services. */
function beginsOtherwise(pattern: string, text: string): boolean {
  const first = pattern.charCodeAt(0);
  return first !== STAR && first !== QUESTION_MARK && (first | CASE) !== (text.charCodeAt(0) | CASE);
}

const STAR = 42;
const QUESTION_MARK = 63;
/** The bit in which a letter differs from the same as a capital. */
const CASE = 32;

/** Whether two patterns may match the same text. Says yes when in doubt. */
export function mayMeet(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  const isStart = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);
  const isEnd = (one: string, other: string) => one.endsWith(other) || other.endsWith(one);
  return (
    isStart(headOf(left), headOf(right)) &&
    isEnd(tailOf(left), tailOf(right)) &&
    (WILD.test(left) || coversPattern(right, left)) &&
    (WILD.test(right) || coversPattern(left, right))
  );
}

const WILD = /[*?]/;
const headOf = (pattern: string): string => pattern.split(/[*?]/, 1)[0] ?? "";
const tailOf = (pattern: string): string =>
  pattern.slice(Math.max(pattern.lastIndexOf("*"), pattern.lastIndexOf("?")) + 1);

/** Where a part without stars is in a text, from a position on. */
function find(part: string, text: string, from: number): number {
  if (!part.includes("?")) return text.indexOf(part, from);
  for (let i = from; i + part.length <= text.length; i++) if (isAt(part, text, i)) return i;
  return -1;
}

/** Whether a part is at a position; `?` stands for one character, and for no star. */
function isAt(part: string, text: string, position: number): boolean {
  if (!part.includes("?")) return text.startsWith(part, position);
  for (let i = 0; i < part.length; i++) {
    const [wanted, found] = [part[i], text[position + i]];
    if (wanted === "?" ? found === "*" || found === undefined : wanted !== found) return false;
  }
  return true;
}
