/** Where an expression or a directive starts, also with the doubled sign that makes it plain text. */
const START = /([$%])\1?\{/g;
const DIRECTIVE = /^\s*~?\s*(if|else|endif|for|endfor)\b/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A text of Terraform's JSON as a quoted template of HCL. Expressions (`${…}`) and directives (`%{if …}`) are copied, all
 * else is escaped. A start that leads nowhere (no end, no directive) is text: Terraform would refuse it in JSON too.
 */
export function quoted(text: string): string {
  let done = 0;
  let result = "";
  for (const { 0: start, 1: sign, index } of text.matchAll(START)) {
    if (index < done) continue;
    result += escaped(text.slice(done, index));
    done = index + start.length;
    if (start.length === 3) result += start;
    else {
      const end = endOf(text, done);
      const isTemplate = end !== undefined && (sign === "$" || DIRECTIVE.test(text.slice(done, end)));
      result += isTemplate ? text.slice(index, end) : `${sign}${start}`;
      if (isTemplate) done = end;
    }
  }
  return `"${result}${escaped(text.slice(done))}"`;
}

/** Control characters have no other way to be written. */
const escaped = (text: string): string =>
  text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in the file as they are
    /["\\\u0000-\u001f\u007f]/g,
    (sign) => ESCAPES[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Just behind the brace that closes the expression starting at `from`; braces in its texts do not count. */
function endOf(text: string, from: number): number | undefined {
  for (let at = from, depth = 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfText(text, at + 1);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Just behind the quote that closes a text within an expression; such a text may hold expressions again. */
function endOfText(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\\") at++;
    else if (sign === '"') return at + 1;
    else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) at += 2;
    else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
      const end = endOf(text, at + 2);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}
