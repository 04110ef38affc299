import type { Body } from "./bodies";
import { converted } from "./constraints";
import { evaluateTemplate, type Scope } from "./expression";
import { CannotBeEvaluated } from "./template";
import type { Json, Values } from "./types";
import { entryOf, isGroup, saysFalse } from "./values";

/** What `var` and `local` stand for in a root module. */
export function scopeOf(variables: readonly Body[], locals: readonly Body[]): Scope {
  const written: Values = Object.assign({}, ...locals.map(({ values }) => values));
  const done = new Map<string, Json>();
  const begun = new Set<string>();
  const scope: Scope = {
    var: (name) => {
      const { type, nullable, default: given } = variables.find(({ labels }) => labels[0] === name)?.values ?? {};
      if (given === undefined || (given === null && saysFalse(nullable))) return absent();
      return converted(given, type);
    },
    local: (name) => {
      const known = done.get(name);
      if (known !== undefined) return known;
      const value = entryOf(written, name);
      if (value === undefined) return absent();
      if (begun.has(name)) return absent();
      begun.add(name);
      const resolved = resolve(value, scope);
      done.set(name, resolved);
      return resolved;
    },
  };
  return scope;
}

/** What nobody says cannot be evaluated. */
const absent = (): never => {
  throw new CannotBeEvaluated();
};

/**
 * A value with everything worked out that follows from the files alone. What does not stays as it is written, so that
 * whoever judges it sees an expression.
 */
export function resolve(value: Json, scope: Scope): Json {
  if (typeof value === "string") return isOpen(value, scope) ? attempt(value, scope) : value;
  if (Array.isArray(value)) {
    const list = value.map((entry) => resolve(entry, scope));
    return list.some((entry, i) => entry !== value[i]) ? list : value;
  }
  if (!isGroup(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    key === "depends_on" || key === "//" ? inner : resolve(inner, scope),
  ]);
  return entries.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(entries) : value;
}

function attempt(text: string, scope: Scope): Json {
  try {
    return evaluateTemplate(text, scope);
  } catch (error) {
    if (error instanceof CannotBeEvaluated) return text;
    throw error;
  }
}

const EXPRESSION = /(?<!\$)\$\{([^}]*)/g;
const REFERENCE = /^\s*[a-z]\w*(?:\.[\w-]+|\[[\w*"-]*\])+\s*$/;

/** Whether a text has an expression that may say more than which resource it refers to. */
const isOpen = (text: string, scope: Scope): boolean =>
  text.includes("${") &&
  [...text.matchAll(EXPRESSION)].some(
    ([, inner = ""]) => !REFERENCE.test(inner) || Object.hasOwn(scope, inner.trim().split(/[.[]/, 1)[0] ?? ""),
  );
