import type { Scope } from "./expression";
import { resolve } from "./resolve";
import { CannotBeEvaluated } from "./template";
import type { Json, Values } from "./types";
import { isGroup, toGroup, toList } from "./values";

/** One of the objects that a block stands for. */
export interface Instance {
  /** What Terraform puts behind the address: `["a"]`, `[0]`, nothing without `for_each` and `count`. */
  readonly key: string;
  readonly values: Values;
}

/** More are taken for a mistake, and the block is judged as it is written. */
const MOST = 10_000;

/**
 * The objects that a block stands for, its expressions worked out. A block whose `count` or `for_each` only Terraform can
 * work out is one object with that argument still in it.
 */
export function instancesOf(values: Values, scope: Scope): Instance[] {
  const count = countOf(resolve(values.count ?? null, scope));
  if (count !== undefined) {
    const { count: _, ...rest } = values;
    return Array.from({ length: count }, (_, i) => ({
      key: `[${i}]`,
      values: bodyOf(rest, { ...scope, count: only("index", i) }),
    }));
  }
  const each = eachOf(resolve(values.for_each ?? null, scope));
  if (!each) return [{ key: "", values: bodyOf(values, scope) }];
  const { for_each: _, ...rest } = values;
  return each.map(([key, value]) => ({
    key: `[${JSON.stringify(key)}]`,
    values: bodyOf(rest, { ...scope, each: pair(key, value) }),
  }));
}

function countOf(value: Json): number | undefined {
  const count = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isInteger(count) && count >= 0 && count <= MOST ? count : undefined;
}

/** The keys and values of `for_each`: those of a map, or the texts of a set. Undefined: not known here, or not given. */
function eachOf(value: Json): [string, Json][] | undefined {
  if (isGroup(value)) return Object.entries(value);
  if (!Array.isArray(value) || value.some((entry) => typeof entry === "string" && entry.includes("${")))
    return undefined;
  return value.map((entry) => [typeof entry === "object" ? JSON.stringify(entry) : String(entry), entry]);
}

const only =
  (name: string, value: Json) =>
  (asked: string): Json =>
    asked === name ? value : resolveNothing();

const pair =
  (key: Json, value: Json) =>
  (asked: string): Json =>
    asked === "key" ? key : asked === "value" ? value : resolveNothing();

const resolveNothing = (): never => {
  throw new CannotBeEvaluated();
};

/** Arguments with their expressions worked out and their dynamic blocks written out. */
const bodyOf = (values: Values, scope: Scope): Values =>
  toGroup(hasDynamicBlock(values) ? withDynamicBlocks(values, scope) : resolve(values, scope));

const hasDynamicBlock = (value: Json): boolean =>
  Array.isArray(value)
    ? value.some(hasDynamicBlock)
    : isGroup(value) && (isDynamic(value.dynamic) || Object.values(value).some(hasDynamicBlock));

/** A map may have a key of this name, too. */
const isDynamic = (found: Json | undefined): boolean =>
  toList(found)
    .flatMap((one) => Object.values(toGroup(one)))
    .flatMap(toList)
    .some((one) => toGroup(one).for_each !== undefined);

function withDynamicBlocks(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((entry) => withDynamicBlocks(entry, scope));
  if (!isGroup(value)) return resolve(value, scope);
  const { dynamic, ...others } = value;
  const rest = isDynamic(dynamic) ? others : value;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withDynamicBlocks(inner, scope)]));
  if (rest === value) return plain;
  const left: Values[] = [];
  const blocks = new Map<string, Json[]>();
  for (const [name, found] of toList(dynamic).flatMap((one) => Object.entries(toGroup(one))))
    for (const one of toList(found).map(toGroup)) {
      const made = dynamicBlocks(name, one, scope);
      if (made) blocks.set(name, [...(blocks.get(name) ?? toList(plain[name])), ...made]);
      else left.push({ [name]: one });
    }
  return { ...plain, ...Object.fromEntries(blocks), ...(left.length > 0 && { dynamic: left }) };
}

/** The blocks that a dynamic one makes; undefined when only Terraform knows how many. */
function dynamicBlocks(name: string, { for_each = null, iterator, content }: Values, scope: Scope): Json[] | undefined {
  const each = eachOf(resolve(for_each, scope));
  const as = typeof iterator === "string" ? iterator.replace(/^\$\{(\w+)\}$/, "$1") : name;
  return each?.flatMap(([key, value]) =>
    toList(content).map((one) =>
      withDynamicBlocks(one, { ...scope, [as]: pair(Array.isArray(for_each) ? value : key, value) }),
    ),
  );
}
