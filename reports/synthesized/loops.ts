import { truthOf } from "./operators";
import { CannotBeEvaluated } from "./template";
import type { Json, Values } from "./types";
import { isGroup } from "./values";

/** Works out some words of an expression, in which these names stand for something. */
type Evaluate = (tokens: readonly string[], names: Values) => Json;

/** What stands behind `for`: the names, what they go through, and what is made of each. */
interface Loop {
  readonly names: readonly string[];
  readonly collection: readonly string[];
  /** Of an object. */
  readonly key: readonly string[];
  readonly value: readonly string[];
  readonly condition: readonly string[];
  readonly isGrouped: boolean;
}

/**
 * A `for` of Terraform: `k, v in var.rules : k => v.port if v.open` makes an object, `x in var.list : x.id` a list.
 * @param tokens The words behind `for`, without ends of lines.
 * @throws CannotBeEvaluated
 */
export function loopOver(tokens: readonly string[], isObject: boolean, evaluate: Evaluate): Json {
  const loop = loopIn(tokens, isObject);
  const chosen = entriesOf(evaluate(loop.collection, {}), loop.names).filter(
    (names) => loop.condition.length === 0 || truthOf(evaluate(loop.condition, names)),
  );
  if (!isObject) return chosen.map((names) => evaluate(loop.value, names));
  const made = new Map<string, Json[]>();
  for (const names of chosen) {
    const key = evaluate(loop.key, names);
    if (typeof key === "object" || String(key).includes("${")) throw new CannotBeEvaluated();
    const others = made.get(String(key)) ?? [];
    if (others.length > 0 && !loop.isGrouped) throw new CannotBeEvaluated();
    made.set(String(key), [...others, evaluate(loop.value, names)]);
  }
  return Object.fromEntries([...made].map(([key, all]) => [key, loop.isGrouped ? all : (all[0] ?? null)]));
}

function loopIn(tokens: readonly string[], isObject: boolean): Loop {
  const [head, body] = splitAt(tokens, ":");
  const [names, collection] = splitAt(head, "in");
  const end = outerIndex(body, "if");
  const [made, condition] = end < 0 ? [body, []] : [body.slice(0, end), body.slice(end + 1)];
  const [key, valued] = isObject ? splitAt(made, "=>") : [[], made];
  const isGrouped = isObject && valued.at(-1) === "...";
  const value = isGrouped ? valued.slice(0, -1) : valued;
  return { names: names.filter((name) => name !== ","), collection, key, value, condition, isGrouped };
}

function splitAt(tokens: readonly string[], word: string): [readonly string[], readonly string[]] {
  const at = outerIndex(tokens, word);
  if (at <= 0) throw new CannotBeEvaluated();
  return [tokens.slice(0, at), tokens.slice(at + 1)];
}

/** The first place of a word outside of brackets; the `:` of a condition is none of a `for`. */
function outerIndex(tokens: readonly string[], word: string): number {
  let depth = 0;
  let conditions = 0;
  return tokens.findIndex((token) => {
    if (depth === 0 && token === "?") conditions += 1;
    const isFound = depth === 0 && token === word && !(word === ":" && conditions-- > 0);
    if (/^[([{]$/.test(token)) depth += 1;
    else if (/^[)\]}]$/.test(token)) depth -= 1;
    return isFound;
  });
}

/** What the names stand for in each turn. Of a list or set with two names nobody here knows which of both it is. */
function entriesOf(collection: Json, names: readonly string[]): Values[] {
  const [first = "", second] = names;
  if (isGroup(collection))
    return Object.keys(collection)
      .sort()
      .map((key) => {
        const value = collection[key] ?? null;
        return second === undefined ? { [first]: value } : { [first]: key, [second]: value };
      });
  if (!Array.isArray(collection) || second !== undefined) throw new CannotBeEvaluated();
  return collection.map((value) => ({ [first]: value }));
}
