import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBlock } from "../../reports/hcl/arguments";
import type { Json, Values } from "../../reports/synthesized";
import { realStacks } from "./real-output";

/** An argument that JSON writes like a nested block, and the folder of its provider's binding. */
interface Place {
  readonly path: string;
  readonly value: Json;
  readonly folder: string;
}

const isGroup = (value: Json | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Folder of the binding that was generated from the provider's schema. */
function bindingOf(type: string): string {
  const [provider = "", ...words] = type.split("_");
  const name = words.length === 0 ? "provider" : words.join("-");
  return `node_modules/@cdktf/provider-${provider}/lib/${name}`;
}

/** Every argument below a block whose value is an object or a list of objects. */
function places(values: Values, path: string, folder: string): Place[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const inner = `${path}.${key}`;
    const objects = (Array.isArray(value) ? value : [value]).filter(isGroup);
    if (objects.length === 0 || /^[^.]+\.lifecycle$/.test(inner)) return [];
    const below = isBlock(inner, value) ? objects.flatMap((one) => places(one, inner, folder)) : [];
    return [{ path: inner, value, folder }, ...below];
  });
}

/** Whether the schema has a nested block there. A `struct` is an object with an equals sign. */
function isBlockOfSchema({ path, folder }: Place): boolean {
  const [type = "", ...names] = path.split(".");
  const owner = type.includes("_") ? type.slice(type.indexOf("_") + 1) : `${type}_provider`;
  const words = [owner, ...names.slice(0, -1)].join("_").split("_");
  const camel = words.map((word, i) => (i === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join("");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const source = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const start =
    names.length === 1 ? /synthesizeHclAttributes\(\) \{/ : new RegExp(`function ${camel}A?ToHclTerraform\\(`);
  const [body = ""] = source.slice(source.search(start)).split(/\n {4,8}\};/);
  const entry = new RegExp(`\\n +"?${names.at(-1)}"?: \\{\\n +value: .*\\n +isBlock: (true|false),\\n +type: "(\\w+)"`);
  const [, block, kind] = entry.exec(body) ?? [];
  if (block === undefined) throw new Error(`${path} is not in ${folder}`);
  return block === "true" && kind !== "struct";
}

test("every nested block and map of the real output is written as the provider's schema says", () => {
  const stacks = Object.values(realStacks());
  const found = stacks.flatMap(({ resource = {}, provider = {} }) => [
    ...Object.entries(resource as Values).flatMap(([type, byName]) =>
      Object.values(byName as Values).flatMap((one) => places(withoutMetadata(one), type, bindingOf(type))),
    ),
    ...Object.entries(provider as Values).flatMap(([name, all]) =>
      (all as Values[]).flatMap((one) => places(withoutMetadata(one), name, bindingOf(name))),
    ),
  ]);
  const distinct = [...new Map(found.map((place) => [place.path, place])).values()];
  expect(distinct.filter(({ folder }) => !existsSync(folder))).toEqual([]);
  expect(distinct.length).toBeGreaterThan(80);
  const wrong = distinct.filter((place) => isBlockOfSchema(place) !== isBlock(place.path, place.value));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

function withoutMetadata(value: Json): Values {
  const { "//": _, ...rest } = value as Values;
  return rest;
}
