import { evaluateTemplate } from "./expression";
import { truthOf } from "./operators";
import { CannotBeEvaluated, soleExpression, tokensOf } from "./template";
import type { Json, Values } from "./types";
import { entryOf, isGroup } from "./values";
import { Words } from "./words";

/** What a value becomes when it is given to a variable of this type. */
type Convert = (value: Json) => Json;

/**
 * A variable's value as Terraform converts it to the variable's type: `"true"` is true to a `bool`, and what an `object` may
 * leave out is there. Source: Terraform's documentation, "Type Constraints".
 * @throws CannotBeEvaluated for a type that is not known, or a value that is none of it, which Terraform refuses
 */
export function converted(value: Json, type: Json | undefined): Json {
  if (type === undefined || type === null) return value;
  if (typeof type !== "string") throw new CannotBeEvaluated();
  const words = new Words(tokensOf(soleExpression(type) ?? type).filter((token) => token !== "\n"));
  const convert = typeIn(words);
  if (!words.isAtEnd()) throw new CannotBeEvaluated();
  return convert(value);
}

/** Types of one value. */
const PLAIN: Readonly<Record<string, Convert>> = {
  any: (value) => value,
  bool: truthOf,
  number: (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : refuse();
  },
  string: (value) => (typeof value === "object" ? refuse() : String(value)),
};

const listOf =
  (inner: Convert): Convert =>
  (value) =>
    Array.isArray(value) ? value.map(inner) : refuse();
const mapOf =
  (inner: Convert): Convert =>
  (value) =>
    isGroup(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)])) : refuse();

/** Types of values that are all of one other type. */
const COLLECTIONS: Readonly<Record<string, (inner: Convert) => Convert>> = { list: listOf, set: listOf, map: mapOf };

function typeIn(words: Words): Convert {
  const name = words.next();
  const plain = entryOf(PLAIN, name);
  if (plain) return orNull(plain);
  expect(words, "(");
  const collection = entryOf(COLLECTIONS, name);
  const convert = collection ? collection(typeIn(words)) : name === "object" ? objectIn(words) : tupleIn(words, name);
  expect(words, ")");
  return orNull(convert);
}

const orNull =
  (convert: Convert): Convert =>
  (value) =>
    value === null ? null : convert(value);

interface Attribute {
  readonly convert: Convert;
  readonly isOptional: boolean;
  readonly fallback: Json;
}

/** `{ name = type, other = optional(type, value) }`: what is not of the type is left out. */
function objectIn(words: Words): Convert {
  const attributes = new Map<string, Attribute>();
  expect(words, "{");
  while (!words.take("}")) {
    const name = words.next().replace(/^"(.*)"$/, "$1");
    if (!words.take("=") && !words.take(":")) refuse();
    attributes.set(name, attributeIn(words));
    words.take(",");
  }
  const entry = (value: Values, name: string, { convert, isOptional, fallback }: Attribute): Json => {
    const given = entryOf(value, name);
    if (given === undefined && !isOptional) refuse();
    return convert(given ?? fallback);
  };
  return (value) =>
    isGroup(value)
      ? Object.fromEntries([...attributes].map(([name, attribute]) => [name, entry(value, name, attribute)]))
      : refuse();
}

function attributeIn(words: Words): Attribute {
  if (words.peek() !== "optional") return { convert: typeIn(words), isOptional: false, fallback: null };
  words.next();
  expect(words, "(");
  const convert = typeIn(words);
  const [, ...rest] = words.untilClosed();
  const fallback = rest.length > 0 ? evaluateTemplate(`\${${rest.join(" ")}}`, {}) : null;
  return { convert, isOptional: true, fallback };
}

function tupleIn(words: Words, name: string): Convert {
  if (name !== "tuple") refuse();
  const types: Convert[] = [];
  expect(words, "[");
  while (!words.take("]")) {
    types.push(typeIn(words));
    words.take(",");
  }
  return (value) =>
    Array.isArray(value) && value.length === types.length
      ? value.map((one, i) => (types[i] as Convert)(one))
      : refuse();
}

function expect(words: Words, word: string): void {
  if (!words.take(word)) refuse();
}

function refuse(): never {
  throw new CannotBeEvaluated();
}
