import { type Block, blocksIn, isGroup, type Json, readYaml, textsOf } from "../synthesized";
import { setValuesOf } from "./set-values";

/** One value that a chart is given. */
export interface Setting {
  /** Like `controller.service.type`. */
  readonly key: string;
  readonly value: Json;
  /** JSON pointer to the argument it is written in. */
  readonly pointer: string;
}

/** Every value that a Helm release gives to its chart: those of its files of values, YAML or JSON, and of `set`. */
export const settingsOf = (release: Block): Setting[] => [
  ...textsOf(release.values.values).flatMap((text, i) =>
    leaves(readYaml(text) ?? null, "").map(([key, value]) => ({
      key,
      value,
      pointer: `${release.pointer}/values/${i}`,
    })),
  ),
  ...blocksIn(release.values, "set").flatMap((set, i) =>
    setValuesOf(set).flatMap(({ path, value }) =>
      leaves(value, path.join(".")).map(([key, one]) => ({ key, value: one, pointer: `${release.pointer}/set/${i}` })),
    ),
  ),
];

/** Whether Helm can read a text of values: a map, or nothing at all. */
export function isReadable(text: Json): boolean {
  const values = readYaml(text);
  return values === null || isGroup(values);
}

const leaves = (value: Json, key: string): [string, Json][] =>
  Array.isArray(value)
    ? value.flatMap((inner, i) => leaves(inner, `${key}[${i}]`))
    : isGroup(value)
      ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, key === "" ? name : `${key}.${name}`))
      : [[key, value]];
