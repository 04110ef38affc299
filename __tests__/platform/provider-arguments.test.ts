import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pins from "../../pins.json";
import known from "./provider-arguments.json";

/**
 * No bindings are published for these versions of the providers, so what they know was read in their sources. An argument that
 * is written and not in the record, or another version, fails here until somebody has looked it up there.
 */
type Json = Readonly<Record<string, unknown>>;
type Name = keyof typeof known;

/** Written in every kind of block, or not the provider's own. */
const OF_TERRAFORM = new Set(["//", "depends_on", "lifecycle", "provider", "count", "for_each"]);
/** What is below them are keys of Kubernetes or of a chart. */
const MAPS = new Set(
  "data binary_data string_data labels annotations match_labels limits requests parameters volume_attributes".split(
    " ",
  ),
);

const argumentsIn = (value: unknown, isService: boolean): string[] =>
  Array.isArray(value)
    ? value.flatMap((one) => argumentsIn(one, isService))
    : typeof value === "object" && value !== null
      ? Object.entries(value)
          .filter(([name]) => !OF_TERRAFORM.has(name))
          .flatMap(([name, below]) => [
            name,
            ...(MAPS.has(name) || (isService && name === "selector") ? [] : argumentsIn(below, isService)),
          ])
      : [];

/** `kubernetes_role_v1.verbs` for every argument of a provider that the stacks write. */
function written(stacks: readonly Json[], name: Name): string[] {
  const blocks = stacks.flatMap(({ resource = {}, data = {}, provider = {} }) => [
    ...[resource, data].flatMap((kind) => Object.entries(kind as Json).filter(([type]) => type.startsWith(`${name}_`))),
    ...Object.entries(provider as Json).filter(([type]) => type === name),
  ]);
  return [
    ...new Set(
      blocks.flatMap(([type, byName]) =>
        Object.values(byName as Json)
          .flatMap((block) => argumentsIn(block, type === "kubernetes_service_v1"))
          .map((argument) => `${type}.${argument}`),
      ),
    ),
  ].sort();
}

const outdir = mkdtempSync(join(tmpdir(), "everything-"));
afterAll(() => rmSync(outdir, { recursive: true }));
spawnSync(process.execPath, ["dist/main.js"], {
  env: { PATH: process.env.PATH, ENVIRONMENTS_DIR: "__tests__/cluster/environments", CDKTF_OUTDIR: outdir },
});
const everything = readdirSync(join(outdir, "stacks")).map(
  (stack): Json => JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")),
);

describe.each(["kubernetes", "helm"] as const)("the provider %s", (name) => {
  const { version, arguments: arguments_ } = known[name];
  const isKnown = new Set(
    Object.entries(arguments_).flatMap(([type, names]) => names.map((argument) => `${type}.${argument}`)),
  );

  test("was looked up in the version that is pinned", () => {
    expect(version).toBe(pins.providers[name].version);
  });

  test("knows every argument that is written, of every feature", () => {
    const used = written(everything, name);
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((argument) => !isKnown.has(argument))).toEqual([]);
  });
});

test("an argument that nobody looked up is named", () => {
  expect(written([{ resource: { helm_release: { a: { replace: true } } } }], "helm")).toEqual(["helm_release.replace"]);
});
