import type { Json, RootModule, SourceFile, Values } from "./types";
import { isGroup, toGroup } from "./values";
import { type Written, writtenIn } from "./written";

/** Kinds of blocks whose bodies make one list, because they have no names. */
const UNNAMED: readonly string[] = ["import", "moved", "removed"];

/**
 * A root module as one `cdk.tf.json` that means the same: files and overrides put together, lists of blocks taken apart.
 * The one file that cdktf writes stays as it is.
 */
export function canonicalJson(module: RootModule): Values {
  const [only] = module.files;
  if (only && module.files.filter(isBlocks).length === 1 && isPlain(only.json))
    return withVersion(toGroup(only.json), module);
  const { of } = writtenIn(module);
  const made: Record<string, Json> = {};
  for (const kind of ["terraform", "locals"]) {
    const all = of(kind);
    if (all.length > 0) made[kind] = Object.assign({}, ...all.map(({ values }) => taken(values, kind)));
  }
  for (const kind of UNNAMED) if (of(kind).length > 0) made[kind] = of(kind).map(({ values }) => values);
  for (const kind of ["variable", "output", "module", "provider", "data", "resource"])
    for (const block of of(kind)) made[kind] = withBlock(toGroup(made[kind]), block.labels, block, kind === "provider");
  return made;
}

/** The version of Terraform that a file beside it asks for. */
function withVersion(json: Values, { files }: RootModule): Values {
  const [version] = files.flatMap((one) => toGroup(toGroup(one.json).terraform).required_version ?? []);
  return version === undefined
    ? json
    : { ...json, terraform: { ...toGroup(json.terraform), required_version: version } };
}

/** Whether a file says more than which version of Terraform is needed. */
const isBlocks = ({ json }: SourceFile): boolean => {
  const { terraform, ...others } = toGroup(json);
  return Object.keys(others).length > 0 || !isGroup(terraform) || Object.keys(terraform).join() !== "required_version";
};

/** Whether no list stands where names are. */
const isPlain = (json: Json): boolean =>
  isGroup(json) &&
  Object.entries(json).every(([kind, found]) =>
    kind === "resource" || kind === "data"
      ? isGroup(found) && Object.values(found).every((named) => isGroup(named) && Object.values(named).every(isGroup))
      : kind === "provider" || isGroup(found),
  );

/** `required_providers` and `backend` as objects, however they were written. */
const taken = (values: Values, kind: string): Values =>
  kind === "locals"
    ? values
    : Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          Array.isArray(value) ? Object.assign({}, ...value.map(toGroup)) : value,
        ]),
      );

function withBlock(group: Values, labels: readonly string[], block: Written, isList: boolean): Values {
  const [label = "", ...rest] = labels;
  const there = Object.hasOwn(group, label) ? group[label] : undefined;
  if (rest.length > 0) return define(group, label, withBlock(toGroup(there), rest, block, isList));
  if (there === undefined) return define(group, label, isList ? [block.values] : block.values);
  return define(group, label, [...(Array.isArray(there) ? there : [there]), block.values]);
}

const define = (group: Values, key: string, value: Json): Values =>
  Object.fromEntries([...Object.entries(group).filter(([other]) => other !== key), [key, value]]);
