import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { SourceDocument } from "./document";
import type { KeyPath, Problem } from "./problem";
import { show } from "./sections/scalars";

type Schema = z.core.$ZodType;

/** Result of comparing a document with a schema. */
export interface ShapeCheck<T> {
  readonly problems: readonly Problem[];
  /** The value with defaults; where something was wrong it has holes, although its type does not say so. */
  readonly value: T;
}

/** Compares a document with a schema and keeps what is usable of it, so that other checks can go on. */
export function checkShape<S extends z.ZodType>(schema: S, source: SourceDocument): ShapeCheck<z.infer<S>> {
  const result = schema.safeParse(source.value, { reportInput: true });
  const found = result.success ? [] : result.error.issues.flatMap((issue) => explain(schema, source, issue));
  const said = new Set(found.map(({ path }) => path.join(".")));
  const taken = takenKeys(source.value).filter(({ path }) => !said.has(path.join(".")));
  return {
    problems: [...found, ...taken],
    value: result.success ? result.data : (salvage(schema, source, source.value, []) as z.infer<S>),
  };
}

/** Below `__proto__` everything would vanish without a word; the construct library has no child called `constructor`. */
const TAKEN: readonly string[] = ["__proto__", "constructor"];

/** Names that nobody may choose where names may be chosen. */
function takenKeys(value: unknown, path: KeyPath = []): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    TAKEN.includes(key)
      ? [{ path: [...path, key], message: "JavaScript takes this name for something else; write another" }]
      : takenKeys(inner, [...path, key]),
  );
}

function explain(schema: Schema, source: SourceDocument, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path as KeyPath;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: unknownKey(key, keysAt(schema, source.value, path)),
      }));
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path, message }));
    case "invalid_type":
      return [{ path, message: wrongType(schema, source, path, issue.input, issue.expected) }];
    case "invalid_value":
      return [
        {
          path,
          message:
            issue.input === undefined ? wrongType(schema, source, path, undefined, wordsOf(issue)) : issue.message,
        },
      ];
    case "invalid_union":
      return [{ path, message: issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const best =
    known.find((name) => key.toLowerCase().includes(name.toLowerCase())) ??
    (known.length > 0 ? closest(key, [...known]) : "");
  const isNear =
    best !== "" &&
    (distance(key, best) <= Math.max(2, key.length / 3) || key.toLowerCase().includes(best.toLowerCase()));
  return isNear ? `is not a key here; did you mean ${best}?` : `is not a key here; write one of ${known.join(", ")}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a group of keys",
  record: "a group of keys",
  array: "a list",
};

function wrongType(schema: Schema, source: SourceDocument, path: KeyPath, input: unknown, expected: string): string {
  const wanted = TYPE_WORDS[expected] ?? expected;
  const about = (schemaAt(schema, source.value, path) as z.ZodType | undefined)?.description;
  const write = `write ${wanted}${about ? `: ${about}` : ""}`;
  if (input === undefined) return `is missing; ${write}`;
  if (input === null) return `has no value; ${write}`;
  if (Array.isArray(input) && wanted === TYPE_WORDS.object)
    return `is a list, not ${wanted}; write keys without dashes, like ${keyLike(input, keysAt(schema, source.value, path))}${about ? `: ${about}` : ""}`;
  if (isGroup(input) && wanted === TYPE_WORDS.array)
    return `is a group of keys, not ${wanted}; write each entry behind a dash${about ? `: ${about}` : ""}`;
  if (expected !== "string" && typeof input === "number" && !Number.isFinite(input))
    return `${source.textAt(path)} is no number that counts anything; ${write}`;
  if (expected !== "string") return `${show(input)} is ${kindOf(input)}, not ${wanted}; ${write}`;
  const text = source.textAt(path);
  if (text === undefined) return `${show(input)} is ${kindOf(input)}, not a text; ${write}`;
  return `${text} is read as ${kindOf(input)}, not as a text; put it in quotes: "${text}"`;
}

/** A key as it would stand instead of a list: of what the list says, or else the first that belongs there. */
function keyLike([entry]: readonly unknown[], known: readonly string[]): string {
  if (!isGroup(entry)) return `\`${known[0] ?? (isShort(entry) ? entry : "name")}: …\``;
  const [[first = "name"] = []] = Object.entries(entry);
  const [, label] = Object.entries(entry).find(([key, value]) => /^(name|key)$/i.test(key) && isShort(value)) ?? [];
  const [, value] = Object.entries(entry).find(([key]) => /^value$/i.test(key)) ?? [];
  return label === undefined ? `\`${first}: …\`` : `\`${label}: ${isShort(value) ? value : "…"}\``;
}

const isGroup = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isShort = (value: unknown): boolean => typeof value === "string" && value.length <= 40 && !/[\s"]/.test(value);

const wordsOf = ({ values }: z.core.$ZodIssueInvalidValue): string => `one of ${values.join(", ")}`;

const kindOf = (value: unknown): string =>
  Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "a group of keys"
      : (TYPE_WORDS[typeof value] ?? typeof value);

/** Whether values of a schema have others inside. */
const isGroupOrList = (schema: Schema): boolean =>
  ["shape", "options", "valueType", "element"].some((inside) => inside in unwrap(schema)._zod.def);

const isList = (schema: Schema): boolean => unwrap(schema)._zod.def.type === "array";

/** The definition of a schema without the wrappers for optional keys and defaults. */
function unwrap(schema: Schema): Schema {
  const { type, innerType } = schema._zod.def as { type: string; innerType?: Schema };
  return innerType && ["optional", "default", "prefault", "nullable"].includes(type) ? unwrap(innerType) : schema;
}

/** The schemas of what is inside a value: by key for groups, the same for every entry of lists and records. */
function inside(schema: Schema, value: unknown): ((key: string | number) => Schema | undefined) & { keys?: string[] } {
  const def = unwrap(schema)._zod.def as unknown as {
    type: string;
    shape?: Record<string, Schema>;
    valueType?: Schema;
    element?: Schema;
    options?: Schema[];
    discriminator?: string;
  };
  if (def.shape) return Object.assign((key: string | number) => def.shape?.[key], { keys: Object.keys(def.shape) });
  if (def.options) {
    const option = def.options.find((candidate) => {
      const tag = inside(candidate, value)(def.discriminator ?? "");
      return tag && (value as Record<string, unknown> | null)?.[def.discriminator ?? ""] !== undefined
        ? (tag as z.ZodType).safeParse((value as Record<string, unknown>)[def.discriminator ?? ""]).success
        : false;
    });
    return option ? inside(option, value) : () => undefined;
  }
  return () => def.valueType ?? def.element;
}

function schemaAt(schema: Schema, value: unknown, path: KeyPath): Schema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = inside(schema, value)(key);
  return next && schemaAt(next, (value as Record<string | number, unknown> | undefined)?.[key], rest);
}

function keysAt(schema: Schema, value: unknown, path: KeyPath): string[] {
  const target = schemaAt(schema, value, path);
  const inner = path.reduce<unknown>(
    (node, key) => (node as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
  return (target && inside(target, inner).keys) ?? [];
}

/**
 * What is usable of a value: valid parts with their defaults, holes for the rest. A number where a text belongs
 * (`version: 1.30`) counts as the text that was written, so that it is checked further.
 */
function salvage(schema: Schema, source: SourceDocument, value: unknown, path: KeyPath): unknown {
  const result = (schema as z.ZodType).safeParse(value);
  if (result.success) return result.data;
  if (typeof value !== "object" || value === null) {
    const written = (schema as z.ZodType).safeParse(source.textAt(path));
    return value !== undefined && written.success ? written.data : undefined;
  }
  const child = (key: string | number) => {
    const next = inside(schema, value)(key);
    return next && salvage(next, source, (value as Record<string | number, unknown>)[key], [...path, key]);
  };
  if (!isGroupOrList(schema)) return undefined;
  if (Array.isArray(value) && !isList(schema)) return salvage(schema, source, {}, path);
  if (!Array.isArray(value) && isList(schema)) return undefined;
  if (Array.isArray(value)) return value.map((_, i) => child(i)).filter((item) => item !== undefined);
  const keys = inside(schema, value).keys ?? Object.keys(value);
  return Object.fromEntries(keys.map((key) => [key, child(key)] as const).filter(([, item]) => item !== undefined));
}
