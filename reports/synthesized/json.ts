import { pointerTo } from "./pointer";
import type { Json } from "./types";

/** What a JSON text says, and the keys that it says twice. */
export interface ReadJson {
  /**
   * An object that has a key twice is a list of objects here: the first with the first of each key, the next with the
   * second. Terraform reads blocks so; `JSON.parse` forgets all but the last.
   */
  readonly value: Json;
  /** JSON pointers of keys that were there already. */
  readonly repeated: readonly string[];
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s{}[\],:"]+/g;

/** Whether an object in a JSON text has a key twice. One that is written again as it is has none, which is seen faster. */
export const hasRepeatedKey = (text: string): boolean =>
  JSON.stringify(JSON.parse(text)) !== text && readJson(text).repeated.length > 0;

/**
 * Reads JSON without losing what stands under a key that is there twice.
 * @throws SyntaxError when it is no JSON
 */
export function readJson(text: string): ReadJson {
  JSON.parse(text);
  const tokens = text.match(TOKEN) ?? [];
  const repeated: string[] = [];
  let at = 0;
  const readObject = (pointer: string): Json => {
    const layers: Map<string, Json>[] = [new Map()];
    while (tokens[at] !== "}") {
      const key = JSON.parse(tokens[at++] ?? "") as string;
      const place = pointer + pointerTo(key);
      const free = layers.find((layer) => !layer.has(key));
      if (free !== layers[0]) repeated.push(place);
      const layer = free ?? new Map<string, Json>();
      if (!free) layers.push(layer);
      layer.set(key, read(place));
    }
    at++;
    const objects = layers.map((layer) => Object.fromEntries(layer));
    return objects.length === 1 ? (objects[0] ?? {}) : objects;
  };
  const readList = (pointer: string): Json => {
    const list: Json[] = [];
    while (tokens[at] !== "]") list.push(read(`${pointer}/${list.length}`));
    at++;
    return list;
  };
  const read = (pointer: string): Json => {
    const token = tokens[at++] ?? "null";
    return token === "{" ? readObject(pointer) : token === "[" ? readList(pointer) : JSON.parse(token);
  };
  return { value: read(""), repeated };
}
