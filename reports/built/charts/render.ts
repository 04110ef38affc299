import { entryOf, isGroup, type Json, toGroup, type Values } from "../../synthesized";
import { FUNCTIONS, isTruthy, toText } from "./functions";
import type { Node } from "./nodes";
import { CannotRender, unquoted } from "./words";

/** What a template sees: `.Values`, `.Release`, `.Chart`, and the files beside it. */
export interface Given {
  readonly root: Values;
  readonly files: Readonly<Record<string, string>>;
  readonly named: ReadonlyMap<string, readonly Node[]>;
  /** Whether a value is known after an apply only, so that nothing can be decided by it. */
  readonly isLater: (value: Json) => boolean;
}

type Scope = { readonly dot: Json; readonly root: Json; readonly variables: ReadonlyMap<string, Json> };

/**
 * The text that a template of a chart makes, for the part of Go's template language that is known here.
 * @throws CannotRender for any other
 */
export const render = (nodes: readonly Node[], given: Given): string =>
  new Renderer(given).all(nodes, { dot: given.root, root: given.root, variables: new Map() });

/** Templates that include themselves end here. */
const MOST_LEVELS = 50;

class Renderer {
  private level = 0;

  constructor(private readonly given: Given) {}

  all(nodes: readonly Node[], scope: Scope): string {
    let current = scope;
    return nodes
      .map((node) => {
        if (node.kind === "text") return node.text;
        if (node.kind !== "value") return this.block(node, current);
        const [name = "", sign, ...words] = node.words;
        if (sign !== ":=") return toText(this.value(node.words, current));
        current = { ...current, variables: new Map([...current.variables, [name, this.value(words, current)]]) };
        return "";
      })
      .join("");
  }

  private block({ kind, words, body, otherwise }: Exclude<Node, { kind: "text" | "value" }>, scope: Scope): string {
    const assigned = words.indexOf(":=");
    const names = words.slice(0, Math.max(0, assigned)).filter((word) => word !== ",");
    const value = this.value(words.slice(assigned + 1), scope);
    if (this.given.isLater(value))
      throw new CannotRender(`what it makes depends on ${words.join(" ")}, which is known after an apply`);
    if (!isTruthy(value)) return this.all(otherwise, scope);
    if (kind === "if") return this.all(body, scope);
    if (kind === "with") return this.all(body, within(scope, value, names, [value]));
    const entries = Array.isArray(value)
      ? value.map((one: Json, i): [Json, Json] => [i, one])
      : isGroup(value)
        ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
        : undefined;
    if (!entries) throw new CannotRender(`${words.join(" ")} is no list`);
    return entries
      .map(([key, one]) => this.all(body, within(scope, one, names, names.length === 2 ? [key, one] : [one])))
      .join("");
  }

  /** A pipeline: what stands before `|` is the last argument of what follows. */
  private value(words: readonly string[], scope: Scope): Json {
    const commands: string[][] = [[]];
    let depth = 0;
    for (const word of words) {
      depth += word === "(" ? 1 : word === ")" ? -1 : 0;
      if (word === "|" && depth === 0) commands.push([]);
      else commands.at(-1)?.push(word);
    }
    return commands.reduce<Json | undefined>((last, command) => this.command(command, scope, last), undefined) ?? null;
  }

  private command(words: readonly string[], scope: Scope, last: Json | undefined): Json {
    const [first = ""] = words;
    const isCall = /^[A-Za-z]\w*$/.test(first) && !CONSTANTS.has(first);
    if (isCall || /\.Files\.Get$/.test(first)) {
      const values = this.operands(words.slice(1), scope);
      return this.call(first, last === undefined ? values : [...values, last]);
    }
    const [value = null, ...more] = this.operands(words, scope);
    if (more.length > 0 || last !== undefined) throw new CannotRender(`it calls ${words.join(" ")}`);
    return value;
  }

  private call(name: string, values: readonly Json[]): Json {
    if (name.endsWith(".Files.Get")) {
      const file = entryOf(this.given.files, String(values[0]));
      if (file === undefined) throw new CannotRender(`it reads the file ${String(values[0])}, which is not there`);
      return file;
    }
    if (name === "include") return this.include(String(values[0]), values[1] ?? null);
    if (name === "required") return isTruthy(values[1] ?? null) ? (values[1] ?? null) : this.refuse(String(values[0]));
    const apply = entryOf(FUNCTIONS, name);
    if (!apply) throw new CannotRender(`it calls ${name}`);
    return apply(...values);
  }

  private refuse(why: string): never {
    throw new CannotRender(`it refuses its values: ${why}`);
  }

  private include(name: string, dot: Json): string {
    const nodes = this.given.named.get(name);
    if (!nodes) throw new CannotRender(`it includes ${name}, which is not there`);
    if (this.level >= MOST_LEVELS) throw new CannotRender(`${name} includes itself`);
    this.level++;
    const text = this.all(nodes, { dot, root: dot, variables: new Map() });
    this.level--;
    return text;
  }

  private operands(words: readonly string[], scope: Scope): Json[] {
    const values: Json[] = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? "";
      if (word !== "(") {
        values.push(this.operand(word, scope));
        continue;
      }
      const end = closing(words, i);
      values.push(this.value(words.slice(i + 1, end), scope));
      i = end;
    }
    return values;
  }

  private operand(word: string, { dot, root, variables }: Scope): Json {
    if (/^["`]/.test(word)) return unquoted(word);
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
    const constant = CONSTANTS.get(word);
    if (constant !== undefined) return constant;
    const [, start = "", path = ""] = /^(\$\w*|)((?:\.\w+)*\.?)$/.exec(word) ?? [];
    if (start === "" && path === "") throw new CannotRender(`it says ${word}`);
    const from = start === "$" ? root : start === "" ? dot : variables.get(start);
    if (from === undefined) throw new CannotRender(`it uses ${start}, which is not there`);
    return path
      .split(".")
      .filter(Boolean)
      .reduce<Json>((value, key) => entryOf(toGroup(value), key) ?? null, from);
  }
}

const CONSTANTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["nil", null],
]);

const within = (scope: Scope, dot: Json, names: readonly string[], values: readonly Json[]): Scope => ({
  ...scope,
  dot,
  variables: new Map([...scope.variables, ...names.map((name, i) => [name, values[i] ?? null] as const)]),
});

function closing(words: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < words.length; i++) {
    depth += words[i] === "(" ? 1 : words[i] === ")" ? -1 : 0;
    if (depth === 0) return i;
  }
  throw new CannotRender("a bracket has no end");
}
