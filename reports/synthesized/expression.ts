import { FUNCTIONS } from "./functions";
import { chosen, Later, toJson, toText, type Value } from "./later";
import { loopOver } from "./loops";
import { type Binary, memberOf, OPERATORS, truthOf } from "./operators";
import { CannotBeEvaluated, splitTemplate, tokensOf, unquoted } from "./template";
import type { Json, Values } from "./types";
import { entryOf } from "./values";
import { Words } from "./words";

/** What names in expressions stand for: `var`, `local`, `each`, `count` and the iterators of dynamic blocks. */
export type Scope = Readonly<Record<string, (name: string) => Json>>;

/**
 * What a text of Terraform says once its expressions are worked out; references to resources stay as they are.
 * @param bound What the names of a `for` stand for. @default none
 * @throws CannotBeEvaluated
 */
export function evaluateTemplate(text: string, scope: Scope, bound: Values = {}): Json {
  const parts = splitTemplate(text);
  if (parts.length === 1 && parts[0]?.expression !== undefined)
    return toJson(evaluate(tokensOf(parts[0].expression), scope, bound));
  return parts
    .map(({ literal, expression }) =>
      expression === undefined ? literal : toText(evaluate(tokensOf(expression), scope, bound)),
    )
    .join("");
}

function evaluate(tokens: readonly string[], scope: Scope, bound: Values): Value {
  const words = new Words(tokens);
  const value = new Parser(words, scope, bound).conditional();
  if (!words.isAtEnd()) throw new CannotBeEvaluated();
  return value;
}

/** Reads and works out an expression in one go, with the grammar of HCL but for splats of known values. */
class Parser {
  constructor(
    private readonly words: Words,
    private readonly scope: Scope,
    private readonly bound: Values,
  ) {}

  conditional(): Value {
    const condition = this.binary(0);
    if (!this.words.take("?")) return condition;
    const yes = this.conditional();
    if (!this.words.take(":")) throw new CannotBeEvaluated();
    const no = this.conditional();
    return chosen(truthOf(this.known(condition)), yes, no);
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
    this.words.skipLines();
    const found = entryOf(operators, this.words.peek());
    if (found) this.words.next();
    return found;
  }

  private unary(): Value {
    if (this.words.take("!")) return !truthOf(this.known(this.unary()));
    if (this.words.take("-")) return -Number(this.known(this.unary()));
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
    this.words.skipLines();
    const token = this.words.next();
    if (token === "(") return this.closed(")", () => this.conditional());
    if ((token === "[" || token === "{") && this.isFor()) return this.repeated(token === "{");
    if (token === "[") return this.listUntil("]").map(toJson);
    if (token === "{") return this.object();
    if (token.startsWith('"')) return evaluateTemplate(unquoted(token), this.scope, this.bound);
    if (/^\d/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    if (!/^[A-Za-z_]/.test(token)) throw new CannotBeEvaluated();
    return this.words.take("(") ? this.call(token) : this.named(token);
  }

  private closed(end: string, read: () => Value): Value {
    const value = this.words.inside(read);
    if (!this.words.take(end)) throw new CannotBeEvaluated();
    return value;
  }

  private listUntil(end: string): Value[] {
    return this.words.inside(() => {
      const values: Value[] = [];
      for (this.words.skipLines(); !this.words.take(end); this.words.skipLines()) {
        values.push(this.conditional());
        this.words.skipLines();
        if (!this.words.take(",") && this.words.peek() !== end) throw new CannotBeEvaluated();
      }
      return values;
    });
  }

  private object(): Values {
    return this.words.inObject(() => {
      const entries: [string, Json][] = [];
      for (this.words.skipBetween(); !this.words.take("}"); this.words.skipBetween()) {
        const key = this.key();
        if (!this.words.take("=") && !this.words.take(":")) throw new CannotBeEvaluated();
        entries.push([key, toJson(this.conditional())]);
      }
      return Object.fromEntries(entries);
    });
  }

  private key(): string {
    const token = this.words.peek();
    if (token === "(") return toText(this.primary());
    this.words.next();
    if (token.startsWith('"')) return toText(evaluateTemplate(unquoted(token), this.scope, this.bound));
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

  private isFor(): boolean {
    return this.words.inside(() => this.words.take("for"));
  }

  /** `for key, value in collection : …` up to the bracket that closes it. */
  private repeated(isObject: boolean): Json {
    const body = this.words.untilClosed().filter((token) => token !== "\n");
    return loopOver(body, isObject, (tokens, names) =>
      toJson(evaluate(tokens, this.scope, { ...this.bound, ...names })),
    );
  }

  /** `var.name` is a value; `aws_vpc.main` is known later. */
  private named(root: string): Value {
    const own = entryOf(this.bound, root);
    if (own !== undefined) return own;
    const resolve = entryOf(this.scope, root);
    if (root === "data" || (!resolve && root.includes("_"))) return this.later(root);
    if (!resolve || !this.words.take(".")) throw new CannotBeEvaluated();
    return resolve(this.words.next());
  }

  private later(root: string): Later {
    let text = root;
    for (;;) {
      if (this.words.take(".")) text += `.${this.words.next()}`;
      else if (this.words.take("[")) {
        text += this.words.take("*") ? "[*]" : `[${JSON.stringify(this.known(this.conditional()))}]`;
        if (!this.words.take("]")) throw new CannotBeEvaluated();
      } else return new Later(text);
    }
  }

  private postfix(start: Value): Value {
    let value = start;
    for (let token = this.words.peek(); token === "." || token === "["; token = this.words.peek()) {
      if (value instanceof Later) return value;
      this.words.next();
      const key = token === "." ? this.words.next() : this.known(this.conditional());
      if (token === "[" && !this.words.take("]")) throw new CannotBeEvaluated();
      value = memberOf(value, key ?? null);
    }
    return value;
  }
}

/** Functions that leave the texts in their arguments as they are. */
const KEEPS_REFERENCES: ReadonlySet<string> = new Set(["concat", "jsonencode", "merge", "tolist", "tomap", "toset"]);

const hasReference = (value: Json): boolean => JSON.stringify(value).includes("${");
