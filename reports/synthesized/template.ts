/** Something only Terraform or AWS can work out. */
export class CannotBeEvaluated extends Error {}

/** A piece of a text: as it is, or an expression. */
export interface Part {
  readonly literal: string;
  readonly expression?: string;
}

/** Cuts a text at its `${…}`; `$${` is no expression. */
export function splitTemplate(text: string): Part[] {
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

/** The expression that a text consists of, without blanks around it; undefined when it is more or less than one. */
export function soleExpression(text: string): string | undefined {
  if (!text.startsWith("${") || !text.endsWith("}")) return undefined;
  try {
    const parts = splitTemplate(text);
    const expression = parts.length === 1 ? parts[0]?.expression?.trim() : undefined;
    return expression === "" ? undefined : expression;
  } catch (error) {
    if (error instanceof CannotBeEvaluated) return undefined;
    throw error;
  }
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

const TOKENS =
  /\s+|(?:#|\/\/)[^\n]*|"(?:[^"\\]|\\.)*"|[A-Za-z_][\w-]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|==|!=|<=|>=|&&|\|\||=>|\.\.\.|[-+*/%<>!?:.,()[\]{}=\n]/gy;

/** The words of an expression; a line that ends is one of them. */
export function tokensOf(source: string): string[] {
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

/** The text between quotes, its escapes undone. */
export const unquoted = (token: string): string =>
  token
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code, one) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : ({ n: "\n", t: "\t", r: "\r" }[one as string] ?? one),
    );
