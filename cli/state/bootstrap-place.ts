import { isMap, isScalar, type Pair, parseDocument, type Scalar, type YAMLMap } from "yaml";

/** Where the bootstrap stack keeps its own state. */
export type BootstrapPlace = "local" | "s3";

/** The text of an environment file with `state.bootstrap` set; everything else, comments too, stays as it is. */
export function writeBootstrapPlace(text: string, place: BootstrapPlace): string {
  const state = parseDocument(text).get("state", true);
  if (!isMap(state)) throw new Error("the environment file has no state: section");
  const existing = scalarOf(state, "bootstrap");
  if (existing) return splice(text, existing, place);
  const backend = scalarOf(state, "backend");
  if (!backend) throw new Error("the environment file has no state.backend");
  const separator = state.flow ? ", " : `\n${indentOf(text, state)}`;
  return splice(text, backend, `${text.slice(...rangeOf(backend))}${separator}bootstrap: ${place}`);
}

const scalarOf = (map: YAMLMap, key: string): Scalar | undefined => {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key) as Pair | undefined;
  return isScalar(pair?.value) ? pair.value : undefined;
};

const rangeOf = ({ range }: Scalar): [number, number] => [range?.[0] ?? 0, range?.[1] ?? 0];

const splice = (text: string, node: Scalar, replacement: string): string => {
  const [start, end] = rangeOf(node);
  return `${text.slice(0, start)}${replacement}${text.slice(end)}`;
};

/** The spaces before the first key of a block. */
const indentOf = (text: string, { range }: YAMLMap): string => {
  const start = range?.[0] ?? 0;
  return text.slice(text.lastIndexOf("\n", start) + 1, start);
};
