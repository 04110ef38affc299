import { isGroup, type Json, pointerTo, type Values } from "../synthesized";
import { isSecretUnder, secretName } from "./secret-names";
import { isRandom, shapeIn } from "./secret-shapes";
import { assignedSecret } from "./secret-texts";

/** A secret found in a value. */
export interface FoundSecret {
  /** Where, relative to the value. */
  readonly pointer: string;
  /** Why it looks like one; never the secret itself. */
  readonly reason: string;
}

/** Stands for a secret wherever a value is shown. */
export const HIDDEN = "(sensitive)";

/** A value for people to read, without any secret in it. `pointer` ends with its name, which may be what gives it away. */
export const withoutSecrets = (value: Json, pointer: string): Json =>
  findSecret(value, "", pointer.slice(pointer.lastIndexOf("/") + 1)) ? "(a secret, not shown)" : value;

/**
 * A value in which `HIDDEN` stands for every secret, and everything else is as it was; texts that are JSON stay JSON.
 * @param name What the value is called, which may be what gives it away.
 */
export function hideSecrets(value: Json, name = ""): Json {
  if (typeof value === "string") {
    const inner = parsed(value);
    if (inner !== undefined && !isWholly(name) && findSecret(inner, "", name))
      return JSON.stringify(hideSecrets(inner, name));
    return inText(value, "", name) ? HIDDEN : value;
  }
  if (typeof value === "number") return findSecret(value, "", name) ? HIDDEN : value;
  if (typeof value !== "object" || value === null || !findSecret(value, "", name)) return value;
  const hidden = entriesOf(value, name).map(
    ([key, inner, label]) => [key, isSecretData(value, key) ? hideAll(inner) : hideSecrets(inner, label)] as const,
  );
  return Array.isArray(value) ? hidden.map(([, inner]) => inner) : Object.fromEntries(hidden);
}

/** The first secret in a value, also in JSON and base64 inside of texts. */
export function findSecret(value: Json, pointer = "", name = ""): FoundSecret | undefined {
  if (typeof value === "string") return inText(value, pointer, name);
  if (typeof value === "number") return secretName(name) === "password" ? named(pointer, name) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner, label] of entriesOf(value, name)) {
    const found = findSecret(inner, "", label) ?? (isSecretData(value, key) ? anyText(inner, "") : undefined);
    if (found) return { ...found, pointer: `${pointer}${pointerTo(key)}${found.pointer}` };
  }
  return undefined;
}

/**
 * What is inside of a value, with the name that tells what it is: of a pair like `{ name: "DB_PASS", value: "…" }` the value
 * is called `DB_PASS`, and so is what follows `--db-pass` in a list of arguments.
 */
function entriesOf(value: Values | readonly Json[], name: string): (readonly [string, Json, string])[] {
  if (Array.isArray(value))
    return value.map((inner: Json, i) => [String(i), inner, optionBefore(value, i) ?? name] as const);
  const label = labelOf(value as Values);
  return Object.entries(value).map(([key, inner]) => [
    key,
    inner,
    label !== undefined && /^(value|default|string_value)$/i.test(key) ? label : key,
  ]);
}

/** Whether a key holds what a Secret of Kubernetes keeps: all of it is secret, whatever it is called. */
export const isSecretData = (value: Json, key: string): boolean =>
  isGroup(value) && value.kind === "Secret" && /^(data|binary_?data|string_?data)$/i.test(key);

const hideAll = (value: Json): Json =>
  isGroup(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideAll(inner)])) : HIDDEN;

/** A text in the data of a Secret; an expression is none. */
function anyText(value: Json, pointer: string): FoundSecret | undefined {
  if (typeof value === "string")
    return value === "" || value === HIDDEN || /^\$\{[^}]*\}$|^\(known after/.test(value)
      ? undefined
      : { pointer, reason: "a text in a Secret of Kubernetes" };
  if (!isGroup(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = anyText(inner, `${pointer}${pointerTo(key)}`);
    if (found) return found;
  }
  return undefined;
}

/** What an object that is a pair of name and value calls the value; undefined for any other object. */
export function labelOf(value: Json | undefined): string | undefined {
  if (!isGroup(value)) return undefined;
  if (value.type === "SecureString") return "secret value";
  const found = Object.entries(value).find(([key, inner]) => /^(name|key|variable)$/i.test(key) && isText(inner));
  return found && String(found[1]);
}

const isText = (value: Json): boolean => typeof value === "string";

const optionBefore = (list: readonly Json[], i: number): string | undefined =>
  i > 0 ? /^--?([A-Za-z][\w-]{0,80})$/.exec(String(list[i - 1]))?.[1] : undefined;

/** How much of one text is searched: Helm values and scripts are far shorter, a hostile text takes no longer. */
const MOST_CHARACTERS = 1_000_000;

function inText(text: string, pointer: string, name: string): FoundSecret | undefined {
  if (text === HIDDEN) return undefined;
  const readings = [text, decoded(text)].filter(Boolean).map((reading) => reading.slice(0, MOST_CHARACTERS));
  const shape = readings.map(shapeIn).find((found) => found !== undefined);
  if (shape !== undefined) return { pointer, reason: shape };
  const inner = parsed(text);
  if (inner !== undefined) {
    if (isWholly(name)) return named(pointer, name);
    const found = findSecret(inner, "", name);
    return found && { pointer, reason: `${found.reason} at ${found.pointer} of the JSON in it` };
  }
  const assigned = readings.map(assignedSecret).find((found) => found !== undefined);
  if (assigned !== undefined) return { pointer, reason: `a text that sets ${assigned}` };
  const isHeader = /authorization$/i.test(name) && /^(Bearer|Basic|Token) [^\s$]{6}/i.test(text);
  if (isHeader || isSecretUnder(name, text) || (secretName(name) !== undefined && hasWrittenText(text)))
    return named(pointer, name);
  return isRandom(name, text) ? { pointer, reason: "a text as random as a key" } : undefined;
}

/** Texts of an expression, but for those that only choose from a list or map: `["password"]`. */
const textsIn = (expression: string): string[] =>
  /[$%]\{/.test(expression)
    ? [
        ...expression
          .replace(/\[\s*"[^"]*"\s*\]/g, "")
          .replace(/^[^$%]*(?=[$%]\{)/, "")
          .matchAll(/"([^"]{2,})"/g),
      ].map(([, text = ""]) => text)
    : [];

/** Whether an expression holds a text that may be a secret, or a part of one: no name, no ARN, no other expression. */
const hasWrittenText = (expression: string): boolean =>
  textsIn(expression).some(
    (text) => text.length >= 6 && /\d/.test(text) && !/^arn:|[${]|^[\w-]+(\.[\w-]+)+$/.test(text),
  );

/** Whether what an expression says may hold a secret in a text of its own. */
export const hasText = (expression: string): boolean => textsIn(expression).length > 0;

/** Arguments whose text is a secret, also when it is JSON without a telling name in it. */
const isWholly = (name: string): boolean => /secret_?(string|binary)/i.test(name);

const named = (pointer: string, name: string): FoundSecret => ({ pointer, reason: `a text named ${name}` });

const parsed = (text: string): Json | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What base64 of some length says; empty when it is none. */
const decoded = (text: string): string =>
  /^[A-Za-z0-9+/\s]{40,}={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : "";
