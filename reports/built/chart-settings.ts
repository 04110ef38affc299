import { blocksIn, isGroup, type Json, readYaml, textsOf, toList, type Values } from "../synthesized";
import { setValuesOf } from "./set-values";

/**
 * Everything that a Helm release gives to its chart, as one tree: files of values in their order, then `set`. What is known
 * after apply only stays a text at its place.
 */
export function settingsIn(release: Values): Values {
  const files = textsOf(release.values).map((text) => readYaml(text) ?? null);
  const tree = files.filter(isGroup).reduce<Values>((all, one) => merge(all, one), {});
  const set = [...blocksIn(release, "set"), ...blocksIn(release, "set_sensitive"), ...blocksIn(release, "set_wo")];
  const lists = blocksIn(release, "set_list").map(({ name, value }) => ({ name: name ?? null, value: toList(value) }));
  return [...set, ...lists]
    .flatMap(setValuesOf)
    .reduce<Values>((all, { path, value }) => put(all, path, value) as Values, tree);
}

function merge(a: Values, b: Values): Values {
  const merged: Record<string, Json> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const old = Object.hasOwn(merged, key) ? merged[key] : undefined;
    define(merged, key, isGroup(old) && isGroup(value) ? merge(old, value) : value);
  }
  return merged;
}

function put(tree: Json, [key = "", ...rest]: readonly string[], value: Json): Json {
  const own = rest.length === 0 ? value : put(isInside(tree, key), rest, value);
  if (/^\d{1,3}$/.test(key) && (Array.isArray(tree) || tree === null)) {
    const list = Array.isArray(tree) ? [...tree] : [];
    list[Number(key)] = own;
    return Array.from(list, (entry) => entry ?? null);
  }
  const copy: Record<string, Json> = { ...(isGroup(tree) ? tree : {}) };
  define(copy, key, own);
  return copy;
}

const isInside = (tree: Json, key: string): Json =>
  typeof tree === "object" && tree !== null && Object.hasOwn(tree, key) ? ((tree as Values)[key] ?? null) : null;

/** Also a key called `__proto__` is only a key. */
const define = (target: Record<string, Json>, key: string, value: Json): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};
