import type { KeyPath, Problem } from "./problem";

/** Longest text in bytes: Linux starts no program with a longer argument or variable (MAX_ARG_STRLEN, include/uapi/linux/binfmts.h). */
const MAX_BYTES = 131_071;

/** Characters that no program on the way to AWS reads alike; a line feed and a tab are the only controls a text may have. */
const UNREADABLE = /[^\P{Cc}\n\t]|[\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\uFEFF]/u;

/** How cdktf spells a reference that is not known yet, in texts, lists and maps; and its map values. */
const TOKEN = /TfToken\[|^(String|Any) Map Token Value$/i;

/** Longest run of digits, signs and dots: cdktf looks for its numbers in it, and takes the square of its length for that. */
const LONGEST_NUMBER = 1000;

/** What no text of an environment file may hold, wherever it is: every text and every key below `value`. */
export function* textProblems(value: unknown, path: KeyPath = []): Generator<Problem> {
  if (typeof value === "string") {
    const message = textProblem(value);
    if (message) yield { path, message };
  } else if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) yield* textProblems(inner, [...path, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const message = textProblem(key);
      if (message) yield { path: [...path, key], message: `the key ${message}` };
      yield* textProblems(inner, [...path, key]);
    }
  }
}

function textProblem(text: string): string | undefined {
  const [character] = UNREADABLE.exec(text) ?? [];
  if (character) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return `holds the character U+${code}, which programs on the way read in different ways; remove it`;
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES)
    return `has ${bytes} bytes, and Linux passes at most ${MAX_BYTES} to a program; write it into a file of the image`;
  if (TOKEN.test(text)) return "holds TfToken[…], which cdktf takes for a reference of its own; write it another way";
  return numberProblem(text);
}

/** cdktf hides references in numbers too, and looks for them in every text. */
function numberProblem(text: string): string | undefined {
  const [longest] = text.match(new RegExp(`[-|\\d.+]{${LONGEST_NUMBER}}`)) ?? [];
  if (longest !== undefined)
    return `has more than ${LONGEST_NUMBER} digits, dots and signs in a row, which cdktf takes for one number; break them up`;
  const hidden = [...text.matchAll(/[-|\d.+]+e[-|\d.eE+]+/g)].find(([number]) => isToken(Number.parseFloat(number)));
  return hidden && `holds ${hidden[0]}, which cdktf takes for a reference of its own; write another number`;
}

/** Whether cdktf reads a number as a reference: by its upper sixteen bits (cdktf, lib/tokens/private/encoding.ts). */
function isToken(number: number): boolean {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number);
  return [0xfdff, 0xfbff].includes(bits.getUint16(0));
}
