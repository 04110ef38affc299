import { type Block, blocksIn, isGroup, type Json, readYaml, remembered, textsOf } from "../synthesized";
import { setValuesOf } from "./set-values";

/** One value that a chart is given. */
export interface Setting {
  /** Like `controller.service.type`. */
  readonly key: string;
  readonly value: Json;
  /** JSON pointer to the argument it is written in. */
  readonly pointer: string;
}

/**
 * Every value that a Helm release gives to its chart: those of its files of values, YAML or JSON, and of `set`. Rules and prices
 * ask for them again and again, and they are long: they are read once.
 */
export const settingsOf = remembered((release: Block): readonly Setting[] => [
  ...textsOf(release.values.values).flatMap((text, i) => {
    const pointer = `${release.pointer}/values/${i}`;
    return leaves(readYaml(text) ?? null, "").map(([key, value]) => ({ key, value, pointer }));
  }),
  ...blocksIn(release.values, "set").flatMap((set, i) =>
    setValuesOf(set).flatMap(({ path, value }) =>
      leaves(value, path.join(".")).map(([key, one]) => ({ key, value: one, pointer: `${release.pointer}/set/${i}` })),
    ),
  ),
]);

/** Whether Helm can read a text of values: a map, or nothing at all. */
export function isReadable(text: Json): boolean {
  const values = readYaml(text);
  return values === null || isGroup(values);
}

/** Everything in a value that is neither a list nor a group, by its path. */
function leaves(value: Json, key: string, found: [string, Json][] = []): [string, Json][] {
  if (Array.isArray(value)) value.forEach((inner, i) => void leaves(inner, `${key}[${i}]`, found));
  else if (isGroup(value))
    for (const name of Object.keys(value)) leaves(value[name] ?? null, key === "" ? name : `${key}.${name}`, found);
  else found.push([key, value]);
  return found;
}
