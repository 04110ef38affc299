import { isGroup, type Json, splitTemplate } from "../../synthesized";
import { CannotRender } from "./words";

/** A word that no template changes, and no chart has of its own. */
const WORD = /known-later-\d{6}-x/g;

/**
 * Expressions of Terraform in the values of a chart, with words in their place while its templates are rendered: they may
 * hold quotes and braces, which mean something else there.
 */
export class Laters {
  private readonly expressions: string[] = [];

  /** A value with a word for each expression; what is escaped for Terraform is as the chart gets it. */
  replaced(value: Json): Json {
    if (Array.isArray(value)) return value.map((inner: Json) => this.replaced(inner));
    if (isGroup(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.replaced(inner)]));
    return typeof value === "string" ? this.inText(value) : value;
  }

  private inText(text: string): string {
    if (!/[$%]\{/.test(text)) return text;
    return parts(text)
      .map(({ literal, expression }) =>
        expression === undefined ? literal.replaceAll("$${", "${").replaceAll("%%{", "%{") : this.word(expression),
      )
      .join("");
  }

  private word(expression: string): string {
    return `known-later-${String(this.expressions.push(expression) - 1).padStart(6, "0")}-x`;
  }

  /** Whether a value is known after an apply only, or has something of that kind in it. */
  isOne(value: Json): boolean {
    return typeof value === "string" && value.search(WORD) >= 0;
  }

  /** A value with the expressions back in it, and everything else that looks like one escaped. */
  restored(value: Json): Json {
    if (Array.isArray(value)) return value.map((inner: Json) => this.restored(inner));
    if (isGroup(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.restored(inner)]));
    if (typeof value !== "string") return value;
    return value
      .replace(/([$%])\{/g, "$1$1{")
      .replace(WORD, (word) => `\${${this.expressions[Number(word.slice(12, 18))] ?? ""}}`);
  }
}

function parts(text: string) {
  try {
    return splitTemplate(text);
  } catch {
    throw new CannotRender("its values have an expression without an end");
  }
}
