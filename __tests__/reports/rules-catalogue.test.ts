import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CONTROLS, type ControlsAnswered, controlsOf, TITLES } from "../../reports/rules/controls";
import { TOTALS, UNANSWERED } from "../../reports/rules/controls/unanswered";
import { RULES } from "../../reports/rules/judge";
import { CASES } from "./rules-cases";

/** A part of a JSON schema. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const SCHEMA: Schema = JSON.parse(readFileSync("environments/environment.schema.json", "utf8"));

/** Every key, `*` for a name that the file chooses: `workloads.apps.*.image`. */
function keysOf(schema: Schema, path: string): string[] {
  const { properties = {}, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
  const below = (key: string, inner: Schema) => [`${path}${key}`, ...keysOf(inner, `${path}${key}.`)];
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => below(key, inner)),
    ...(typeof additionalProperties === "object" ? below("*", additionalProperties) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((one) => keysOf(one, path)),
  ];
}

describe("rules", () => {
  const folder = "reports/rules";
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "controls")
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const idOf = (file: string) => basename(file, ".ts");
  const toName = (id: string) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

  test("are all in the index, one line each, named after their file", () => {
    const lines = files.map((file) => `export { ${toName(idOf(file))} } from "./${file.slice(0, -".ts".length)}";`);
    const index = readFileSync(join(folder, "index.ts"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("export"));
    expect(index.sort()).toEqual(lines.sort());
  });

  test("have the id their file is named after", () => {
    expect(RULES.map(({ id }) => id)).toEqual(files.map(idOf).sort());
  });

  test("each answer a control", () => {
    expect(RULES.filter(({ controls }) => controlsOf(controls).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test("cannot name a control that is not in the catalogue", () => {
    // @ts-expect-error there is no such control
    const invented: ControlsAnswered = { fsbp: ["RDS.999"] };
    expect(controlsOf(invented)).toEqual([{ framework: "fsbp", id: "RDS.999", title: "RDS.999" }]);
  });

  test("leave no control of the catalogue unanswered", () => {
    const answered = new Set(
      RULES.flatMap(({ controls }) => controlsOf(controls)).map((it) => `${it.framework} ${it.id}`),
    );
    const all = Object.entries(CONTROLS).flatMap(([framework, ids]) =>
      Object.keys(ids).map((id) => `${framework} ${id}`),
    );
    expect(all.filter((control) => !answered.has(control))).toEqual([]);
  });

  test.each([
    ["cis-aws", 62],
    ["cis-aws-5", 63],
    ["cis-eks", 50],
    ["fsbp", 157],
  ] as const)("and what none of them answers are together all controls of %s, each once", (framework, count) => {
    const ids = [...Object.keys(TITLES[framework]), ...(UNANSWERED[framework] ?? []).map(({ control }) => control)];
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect([ids.length, TOTALS[framework]]).toEqual([count, count]);
  });

  test("name scanner checks the way the scanners do", () => {
    const named = RULES.flatMap(({ scanners = {} }) => [...(scanners.checkov ?? []), ...(scanners.trivy ?? [])]);
    expect(named.filter((id) => !/^(CKV2?_(AWS|K8S)_\d+|AVD-(AWS|KSV)-\d{4})$/.test(id))).toEqual([]);
  });

  test("say requirement, reason and fix in sentences", () => {
    const vague = RULES.filter(({ requirement, why, fix }) =>
      [requirement, why, fix].some((it) => !/^[A-Z].{15,}[.)]$/.test(it)),
    );
    expect(vague.map(({ id }) => id)).toEqual([]);
  });

  test("name keys that an environment file has", () => {
    const keys = new Set(keysOf(SCHEMA, ""));
    const named = RULES.flatMap(({ id, setting }) => (setting === undefined ? [] : [[id, setting] as const]));
    expect(named.length).toBeGreaterThan(30);
    const unknown = named.filter(([, setting]) => !keys.has(setting.replace(/: .*$/, "").replace(/<[^>]*>/g, "*")));
    expect(unknown).toEqual([]);
  });

  test("have one case each", () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id));
  });
});
