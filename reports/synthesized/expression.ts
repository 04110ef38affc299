import { FUNCTIONS } from "./functions";
import type { Json, Values } from "./types";
import { entryOf, isGroup } from "./values";

/** What names in expressions stand for: `var`, `local`, `each`, `count` and the iterators of dynamic blocks. */
export type Scope = Readonly<Record<string, (name: string) => Json>>;

/** Something only Terraform or AWS can work out. */
export class CannotBeEvaluated extends Error {}

/** A value that is known after the apply, by the expression that leads to it. */
class Later {
  constructor(readonly reference: string) {}
}
type Value = Json | Later;

const TOKENS =
  /\s+|(?:#|\/\/)[^\n]*|"(?:[^"\\]|\\.)*"|[A-Za-z_][\w-]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|==|!=|<=|>=|&&|\|\||=>|\.\.\.|[-+*/%<>!?:.,()[\]{}=\n]/gy;

/**
 * What a text of Terraform says once its expressions are worked out; references to resources stay as they are.
 * @throws CannotBeEvaluated
 */
export function evaluateTemplate(text: string, scope: Scope): Json {
  const parts = splitTemplate(text);
  if (parts.length === 1 && parts[0]?.expression !== undefined) return toJson(evaluate(parts[0].expression, scope));
  return parts
    .map(({ literal, expression }) => (expression === undefined ? literal : toText(evaluate(expression, scope))))
    .join("");
}

interface Part {
  readonly literal: string;
  readonly expression?: string;
}

/** Cuts a text at its `${…}`; `$${` is no expression. */
function splitTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
    if (text[at - 1] === "$") {
      at += 2;
      continue;
    }
    const end = endOfExpression(text, at + 2);
    if (at > from) parts.push({ literal: text.slice(from, at) });
    parts.push({ literal: "", expression: text.slice(at + 2, end) });
    from = at = end + 1;
  }
  if (/(?<!%)%\{/.test(text)) throw new CannotBeEvaluated();
  if (from < text.length || parts.length === 0) parts.push({ literal: text.slice(from) });
  return parts;
}

/** The position of the brace that ends an expression; braces in nested texts and objects do not. */
function endOfExpression(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) return at;
  }
  throw new CannotBeEvaluated();
}

function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
    else if (text[at] === "$" && text[at + 1] === "{" && text[at - 1] !== "$") at = endOfExpression(text, at + 2);
  }
  throw new CannotBeEvaluated();
}

const toJson = (value: Value): Json => (value instanceof Later ? `\${${value.reference}}` : value);

function toText(value: Value): string {
  if (value instanceof Later) return `\${${value.reference}}`;
  if (value === null || typeof value === "object") throw new CannotBeEvaluated();
  return String(value);
}

function evaluate(source: string, scope: Scope): Value {
  const parser = new Parser(tokensOf(source), scope);
  const value = parser.conditional();
  if (!parser.isAtEnd()) throw new CannotBeEvaluated();
  return value;
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < source.length; ) {
    if (source[at] === '"') {
      const end = endOfText(source, at) + 1;
      tokens.push(source.slice(at, end));
      at = end;
      continue;
    }
    TOKENS.lastIndex = at;
    const [token] = TOKENS.exec(source) ?? [];
    if (token === undefined) throw new CannotBeEvaluated();
    if (token.includes("\n")) tokens.push("\n");
    else if (!/^(\s|#|\/\/)/.test(token)) tokens.push(token);
    at += token.length;
  }
  return tokens;
}

type Binary = (a: Json, b: Json) => Json;
const number =
  (apply: (a: number, b: number) => Json): Binary =>
  (a, b) =>
    apply(Number(a), Number(b));

/** Operators from loose to tight. */
const OPERATORS: readonly Readonly<Record<string, Binary>>[] = [
  { "||": (a, b) => a === true || b === true },
  { "&&": (a, b) => a === true && b === true },
  { "==": (a, b) => JSON.stringify(a) === JSON.stringify(b), "!=": (a, b) => JSON.stringify(a) !== JSON.stringify(b) },
  {
    "<": number((a, b) => a < b),
    "<=": number((a, b) => a <= b),
    ">": number((a, b) => a > b),
    ">=": number((a, b) => a >= b),
  },
  { "+": number((a, b) => a + b), "-": number((a, b) => a - b) },
  { "*": number((a, b) => a * b), "/": number((a, b) => a / b), "%": number((a, b) => a % b) },
];

/** Reads and works out an expression in one go, with the grammar of HCL but for `for` and splats of known values. */
class Parser {
  private at = 0;
  private depth = 0;
  constructor(
    private readonly tokens: readonly string[],
    private readonly scope: Scope,
  ) {}

  isAtEnd(): boolean {
    this.skipLines();
    return this.at >= this.tokens.length;
  }

  conditional(): Value {
    const condition = this.binary(0);
    if (!this.take("?")) return condition;
    const yes = this.conditional();
    if (!this.take(":")) throw new CannotBeEvaluated();
    const no = this.conditional();
    if (condition !== true && condition !== false) throw new CannotBeEvaluated();
    return condition ? yes : no;
  }

  private binary(level: number): Value {
    const operators = OPERATORS[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (let apply = this.operator(operators); apply; apply = this.operator(operators)) {
      const right = this.binary(level + 1);
      left = apply(this.literal(left), this.literal(right));
    }
    return left;
  }

  private operator(operators: Readonly<Record<string, Binary>>): Binary | undefined {
    this.skipLines();
    const found = entryOf(operators, this.tokens[this.at] ?? "");
    if (found) this.at++;
    return found;
  }

  private unary(): Value {
    if (this.take("!")) return this.known(this.unary()) !== true;
    if (this.take("-")) return -Number(this.known(this.unary()));
    return this.postfix(this.primary());
  }

  private known(value: Value): Json {
    if (value instanceof Later) throw new CannotBeEvaluated();
    return value;
  }

  /** A value that is known now, with everything in it. */
  private literal(value: Value): Json {
    const known = this.known(value);
    if (hasReference(known)) throw new CannotBeEvaluated();
    return known;
  }

  private primary(): Value {
    this.skipLines();
    const token = this.tokens[this.at++] ?? "";
    if (token === "(") return this.closed(")", () => this.conditional());
    if (token === "[") return this.listUntil("]").map(toJson);
    if (token === "{") return this.object();
    if (token.startsWith('"')) return evaluateTemplate(unquoted(token), this.scope);
    if (/^\d/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    if (!/^[A-Za-z_]/.test(token)) throw new CannotBeEvaluated();
    return this.take("(") ? this.call(token) : this.named(token);
  }

  private closed(end: string, read: () => Value): Value {
    this.depth++;
    const value = read();
    this.skipLines();
    this.depth--;
    if (!this.take(end)) throw new CannotBeEvaluated();
    return value;
  }

  private listUntil(end: string): Value[] {
    this.depth++;
    const values: Value[] = [];
    for (this.skipLines(); !this.take(end); this.skipLines()) {
      values.push(this.conditional());
      this.skipLines();
      if (!this.take(",") && this.tokens[this.at] !== end) throw new CannotBeEvaluated();
    }
    this.depth--;
    return values;
  }

  private object(): Values {
    const entries: [string, Json][] = [];
    const depth = this.depth;
    this.depth = 0;
    for (this.skipBetween(); !this.take("}"); this.skipBetween()) {
      const key = this.key();
      if (!this.take("=") && !this.take(":")) throw new CannotBeEvaluated();
      entries.push([key, toJson(this.conditional())]);
    }
    this.depth = depth;
    return Object.fromEntries(entries);
  }

  private key(): string {
    const token = this.tokens[this.at] ?? "";
    if (token === "(") return toText(this.primary());
    this.at++;
    if (token.startsWith('"')) return toText(evaluateTemplate(unquoted(token), this.scope));
    if (/^[A-Za-z_\d]/.test(token) && token !== "for") return token;
    throw new CannotBeEvaluated();
  }

  private call(name: string): Json {
    const values = this.listUntil(")").map((value) => this.known(value));
    const apply = entryOf(FUNCTIONS, name);
    const result = hasReference(values) && !KEEPS_REFERENCES.has(name) ? undefined : apply?.(values);
    if (result === undefined) throw new CannotBeEvaluated();
    return result;
  }

  /** `var.name` is a value; `aws_vpc.main` is known later. */
  private named(root: string): Value {
    const resolve = entryOf(this.scope, root);
    if (root === "data" || (!resolve && root.includes("_"))) return this.later(root);
    if (!resolve || !this.take(".")) throw new CannotBeEvaluated();
    return resolve(this.tokens[this.at++] ?? "");
  }

  private later(root: string): Later {
    let text = root;
    for (;;) {
      if (this.take(".")) text += `.${this.tokens[this.at++]}`;
      else if (this.take("[")) {
        text += this.take("*") ? "[*]" : `[${JSON.stringify(this.known(this.conditional()))}]`;
        if (!this.take("]")) throw new CannotBeEvaluated();
      } else return new Later(text);
    }
  }

  private postfix(start: Value): Value {
    let value = start;
    for (let token = this.tokens[this.at]; token === "." || token === "["; token = this.tokens[this.at]) {
      if (value instanceof Later) return value;
      this.at++;
      const key = token === "." ? this.tokens[this.at++] : this.known(this.conditional());
      if (token === "[" && !this.take("]")) throw new CannotBeEvaluated();
      value = memberOf(value, key ?? null);
    }
    return value;
  }

  private take(token: string): boolean {
    if (token !== "\n" && this.depth > 0) this.skipLines();
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private skipLines(): void {
    while (this.depth > 0 && this.tokens[this.at] === "\n") this.at++;
  }

  private skipBetween(): void {
    while (this.tokens[this.at] === "\n" || this.tokens[this.at] === ",") this.at++;
  }
}

/** Functions that leave the texts in their arguments as they are. */
const KEEPS_REFERENCES: ReadonlySet<string> = new Set(["concat", "jsonencode", "merge", "tolist", "tomap", "toset"]);

const hasReference = (value: Json): boolean => JSON.stringify(value).includes("${");

function memberOf(value: Json, key: Json): Json {
  const found = Array.isArray(value)
    ? value[Number(key)]
    : isGroup(value)
      ? entryOf(value, String(key))
      : undefined;
  if (found === undefined) throw new CannotBeEvaluated();
  return found;
}

/** The text between quotes, its escapes undone. */
const unquoted = (token: string): string =>
  token
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code, one) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : ({ n: "\n", t: "\t", r: "\r" }[one as string] ?? one),
    );
