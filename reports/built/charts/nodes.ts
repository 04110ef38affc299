import { CannotRender, type Piece, wordsIn } from "./words";

/** A part of a template. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly words: readonly string[] }
  | {
      readonly kind: "if" | "range" | "with";
      readonly words: readonly string[];
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** Templates by their names, and what stands outside of them. */
export interface Parsed {
  readonly nodes: readonly Node[];
  readonly named: ReadonlyMap<string, readonly Node[]>;
}

/** The parts of a template. */
export function parsePieces(pieces: readonly Piece[]): Parsed {
  const named = new Map<string, readonly Node[]>();
  let at = 0;
  const until = (): { nodes: Node[]; end: string } => {
    const nodes: Node[] = [];
    while (at < pieces.length) {
      const piece = pieces[at++] as Piece;
      if ("text" in piece) {
        nodes.push({ kind: "text", text: piece.text });
        continue;
      }
      const [first = "", ...words] = wordsIn(piece.action);
      if (first === "end" || first === "else") return { nodes, end: piece.action };
      if (first === "define") {
        named.set(JSON.parse(words[0] ?? '""'), until().nodes);
      } else if (first === "if" || first === "range" || first === "with") nodes.push(block(first, words));
      else if (first === "block" || first === "template" || first === "break" || first === "continue")
        throw new CannotRender(`it uses ${first}`);
      else nodes.push({ kind: "value", words: [first, ...words] });
    }
    return { nodes, end: "" };
  };
  const block = (kind: "if" | "range" | "with", words: readonly string[]): Node => {
    const body = until();
    const [, again = "", ...more] = wordsIn(body.end);
    if (!body.end.startsWith("else")) return { kind, words, body: body.nodes, otherwise: [] };
    if (again === "if" || again === "with") return { kind, words, body: body.nodes, otherwise: [block(again, more)] };
    return { kind, words, body: body.nodes, otherwise: until().nodes };
  };
  return { nodes: until().nodes, named };
}
