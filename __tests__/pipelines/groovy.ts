import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";

/** Reads Groovy, and with it a Jenkinsfile, with the grammar of tree-sitter. */
export class Groovy {
  private constructor(private readonly parser: Parser) {}

  static async load(): Promise<Groovy> {
    await Parser.init();
    const grammar = join(dirname(require.resolve("tree-sitter-groovy/package.json")), "tree-sitter-groovy.wasm");
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(grammar)));
    return new Groovy(parser);
  }

  /** Where the text is no Groovy: `line:column near "…"`. */
  problems(text: string): string[] {
    return this.all(text, (node) => node.isError || node.isMissing).map(
      ({ startPosition: { row, column }, text: near }) =>
        `${row + 1}:${column + 1} near ${JSON.stringify(near.slice(0, 40))}`,
    );
  }

  /** The first text that every call of `name` passes in, `sh 'npm ci'` or `sh(script: 'npm ci')`, in order. */
  textsOf(text: string, name: string): string[] {
    return this.all(text, (node) => node.childForFieldName("name")?.text === name).flatMap((call) => {
      const passed = call.childForFieldName("arguments") ?? call.childForFieldName("args");
      const first = passed && descendants(passed).find(({ type }) => /^(character|string)_literal$/.test(type));
      return first ? [unquoted(first.text)] : [];
    });
  }

  private all(text: string, wanted: (node: Node) => boolean): Node[] {
    const tree = this.parser.parse(text);
    return tree ? descendants(tree.rootNode).filter(wanted) : [];
  }
}

const descendants = (node: Node): Node[] => [
  node,
  ...node.children.flatMap((child) => (child ? descendants(child) : [])),
];

/** A Groovy text as the shell gets it: single-quoted ones keep everything but a backslash before a line's end. */
const unquoted = (literal: string): string =>
  literal.replace(/^('''|"""|'|")([\s\S]*)\1$/, "$2").replace(/\\\n\s*/g, " ");
