/** A template that these programs cannot follow as Helm does: why, as the end of a sentence. */
export class CannotRender extends Error {}

/** One `{{ … }}`, or the text between two. */
export type Piece = { readonly text: string } | { readonly action: string };

/** A template in pieces; `{{-` and `-}}` take the blanks beside them away, comments are left out. */
export function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = template;
  for (let start = rest.indexOf("{{"); start >= 0; start = rest.indexOf("{{")) {
    const end = endOf(rest, start);
    const [open, close] = [rest.startsWith("{{-", start), rest.startsWith("-}}", end - 3)];
    const before = rest.slice(0, start);
    const action = rest.slice(start + (open ? 3 : 2), end - (close ? 3 : 2)).trim();
    pieces.push({ text: open ? before.trimEnd() : before });
    if (!action.startsWith("/*")) pieces.push({ action });
    rest = close ? rest.slice(end).trimStart() : rest.slice(end);
  }
  return [...pieces, { text: rest }];
}

/** Where an action ends: behind the first `}}` that is not in a text or comment. */
function endOf(text: string, start: number): number {
  const found = /^\{\{(-\s)?\s*(\/\*[\s\S]*?\*\/|(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*)\s*\}\}/.exec(
    text.slice(start),
  );
  if (!found) throw new CannotRender("an action has no end");
  return start + found[0].length;
}

const WORD = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|:=|[()|,]|[^\s()|,"`]+)/gy;

/** The words of an action. */
export function wordsIn(action: string): string[] {
  const words = [...action.matchAll(WORD)].map(([, word = ""]) => word);
  return words;
}

/** A text of a template without its quotes. */
export const unquoted = (word: string): string => (word.startsWith("`") ? word.slice(1, -1) : String(JSON.parse(word)));
