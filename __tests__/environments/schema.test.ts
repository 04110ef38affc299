import { readFileSync } from "node:fs";
import { jsonSchemaText } from "../../environments/json-schema";

interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | false;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
}

/** Every key of the schema with its path, and whether it may be left out. */
function keysOf(node: Node, path: readonly string[] = []): { path: string; node: Node; isOptional: boolean }[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    { path: [...path, key].join("."), node: child, isOptional: !(node.required ?? []).includes(key) },
    ...keysOf(child, [...path, key]),
  ]);
  const entries = node.additionalProperties ? keysOf(node.additionalProperties, [...path, "*"]) : [];
  return [
    ...own,
    ...entries,
    ...(node.oneOf ?? []).flatMap((option) => keysOf(option, path)),
    ...(node.items ? keysOf(node.items, path) : []),
  ];
}

describe("environment.schema.json", () => {
  const text = readFileSync("environments/environment.schema.json", "utf8");
  const keys = keysOf(JSON.parse(text));

  test("is what `npm run schema` writes", () => {
    expect(text).toBe(jsonSchemaText());
  });

  test("explains every key", () => {
    expect(keys.filter(({ node }) => !/^.{8,}\.$/.test(node.description ?? "")).map(({ path }) => path)).toEqual([]);
  });

  test("says the default of every key that may be left out", () => {
    const optional = keys.filter(
      ({ path, isOptional }) =>
        isOptional && !/^(network|cluster)$/.test(path) && !path.startsWith("cluster.addOnVersions."),
    );
    expect(optional.filter(({ node }) => !/Default/.test(node.description ?? "")).map(({ path }) => path)).toEqual([]);
  });
});
