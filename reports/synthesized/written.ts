import { type Body, bodiesIn } from "./bodies";
import { type OverrideProblem, withOverrides } from "./overrides";
import { pointerTo } from "./pointer";
import type { RootModule, SourceFile } from "./types";
import { entryOf, saysFalse } from "./values";

/** Kinds of blocks by the number of their names; any other is one that nobody judges. */
const NAMES: Readonly<Record<string, number>> = {
  data: 2,
  import: 0,
  locals: 0,
  module: 1,
  moved: 0,
  output: 1,
  provider: 1,
  removed: 0,
  resource: 2,
  terraform: 0,
  variable: 1,
};

/** A block as it is written, before anything is worked out. */
export interface Written extends Body {
  readonly file: string;
}

/** Something that Terraform reads, or refuses, and nothing here understands. */
export interface Refusal extends OverrideProblem {
  /** What it is called: a kind of block, a file, a pointer. */
  readonly what: string;
}

/** The blocks of a root module by kind, and what could not be taken for one. */
export function writtenIn(module: RootModule): {
  readonly of: (kind: string) => Written[];
  readonly refused: Refusal[];
} {
  const refused: Refusal[] = module.unread.map(({ file, why }) => ({ what: file, file, pointer: "", why }));
  for (const { file, repeated = [] } of module.files)
    for (const pointer of repeated) refused.push({ what: pointer, file, pointer, why: "The same key is there twice." });
  const { found, problems } = withOverrides(module.files.flatMap((source) => blocksOf(source, refused)));
  refused.push(...problems.map((problem) => ({ ...problem, what: "override" })));
  const variables = found.get("variable") ?? [];
  found.set("variable", [
    ...variables.map((one) => withGiven(one, module.variables)),
    ...undeclared(variables, module.variables),
  ]);
  return { of: (kind) => found.get(kind) ?? [], refused };
}

type Given = RootModule["variables"];

/** A variable with the value that a file gives it; null is none where the variable cannot be null. */
function withGiven(variable: Written, given: Given): Written {
  const found = entryOf(given, variable.labels[0] ?? "");
  const isNone = found === undefined || (found.value === null && saysFalse(variable.values.nullable));
  return isNone ? variable : { ...variable, values: { ...variable.values, default: found.value } };
}

/** Values for variables that nobody declares: Terraform only warns of them, and whoever reads the file sees them. */
const undeclared = (variables: readonly Written[], given: Given): Written[] =>
  Object.entries(given)
    .filter(([name]) => !variables.some(({ labels }) => labels[0] === name))
    .map(([name, { value, file }]) => ({ labels: [name], values: { default: value }, pointer: pointerTo(name), file }));

function blocksOf({ file, json, isOverride = false }: SourceFile, refused: Refusal[]) {
  const refuse = (what: string, pointer: string, why: string) => void refused.push({ what, file, pointer, why });
  const noBlock = (pointer: string) => refuse(pointer, pointer, "This is no block.");
  return bodiesIn(json, 0, "", noBlock).flatMap(({ values: root, pointer }) =>
    Object.keys(root)
      .filter((kind) => kind !== "//")
      .flatMap((kind) => {
        const names = entryOf(NAMES, kind);
        const at = pointer + pointerTo(kind);
        if (names !== undefined)
          return bodiesIn(root[kind], names, at, noBlock).map((body) => ({
            kind,
            isOverride,
            block: { ...body, file },
          }));
        refuse(kind, at, "No rule was written for blocks of this kind.");
        return [];
      }),
  );
}
