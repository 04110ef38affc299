import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceChange } from "../../../reports/plan";
import { ROWS } from "../../../reports/review/risks";
import { holdsNothing } from "../../../reports/review/risks/gone/nothing";
import { byType, type Row, risksIn } from "../../../reports/review/risks/row";
import { indexSettings, SETTINGS, settingRisks } from "../../../reports/review/risks/settings";
import type { Setting } from "../../../reports/review/risks/settings/setting";
import type { Json, Values } from "../../../reports/synthesized";
import { ROOT } from "../review-fixture";

/** Lines of a table beside this test: what is expected, written down once and read here, not made from the tables. */
const lines = (name: string): string[][] =>
  readFileSync(join(ROOT, "__tests__/reports/review", name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));

/** A value at a path; without one it is the resource. */
const nested = (path: string, value: Json): Values =>
  (path === "" ? [] : path.split(".")).reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as Values;

const change = (type: string, action: string, before: Values | null, after: Values | null): ResourceChange =>
  ({ type, action, before, after }) as unknown as ResourceChange;

const said = (risks: readonly { group: string; what: string }[]): string[] =>
  risks.map(({ group, what }) => `${group}: ${what}`);

const WITH_CLAIMS = { values: ['{"persistence":{"enabled":true}}'] };
const GONE = lines("gone.tsv").map(([type = "", ...risks]) => ({
  change: change(type, "delete", type === "helm_release" ? WITH_CLAIMS : {}, null),
  risks,
}));
const UPDATES = lines("updates.tsv").map(([type = "", path = "", before = "", after = "", ...risks]) => ({
  change: change(type, "update", nested(path, JSON.parse(before)), nested(path, JSON.parse(after))),
  risks,
}));
const NEW = lines("made.tsv").map(([type = "", after = "", ...risks]) => ({
  change: change(type, "create", null, JSON.parse(after)),
  risks: risks.filter(Boolean),
}));
const WEAKENED = lines("settings.tsv").map(([type = "", path = "", before = "", after = "", risk = ""]) => ({
  type,
  path,
  before: nested(path, JSON.parse(before)),
  after: nested(path, JSON.parse(after)),
  risk,
}));

describe("what goes or stops with a type", () => {
  const index = byType(ROWS);

  test.each(GONE)("$change.type, deleted", ({ change: one, risks }) => {
    expect(said(risksIn(index, one))).toEqual(risks);
  });

  test.each(UPDATES)("$change.type, changed", ({ change: one, risks }) => {
    expect(said(risksIn(index, one))).toEqual(risks);
  });

  test.each(NEW)("$change.type, made as $change.after", ({ change: one, risks }) => {
    expect(said(risksIn(index, one))).toEqual(risks);
  });

  test("every row is needed: without any one of them, or turned round, a line is wrong", () => {
    const all = [...GONE, ...UPDATES, ...NEW];
    const isCaught = (rows: readonly Row[], { types }: Row) => {
      const mutated = byType(rows);
      return all.some(
        ({ change: one, risks }) => types.includes(one.type) && said(risksIn(mutated, one)).join() !== risks.join(),
      );
    };
    const survivors = ROWS.flatMap((row) => {
      const without = ROWS.filter((other) => other !== row);
      const turned = ROWS.map((other) =>
        other === row ? { ...row, when: (one: ResourceChange) => !(row.when?.(one) ?? true) } : other,
      );
      return isCaught(without, row) && isCaught(turned, row) ? [] : [`${row.types[0]}: ${row.what}`];
    });
    expect(survivors).toEqual([]);
  });

  test("a type that holds nothing has no row that says otherwise", () => {
    const stores = ROWS.filter(({ group, on }) => group === "data loss" && on.includes("delete"));
    expect(stores.flatMap(({ types }) => types).filter((type) => holdsNothing(type) && !CONNECTED.has(type))).toEqual(
      [],
    );
  });
});

/** Associations whose row is asked before the rule that associations hold nothing. */
const CONNECTED = new Set(["aws_redshift_snapshot_schedule_association"]);

describe("settings", () => {
  const risksOf = (type: string, before: Values, after: Values, settings?: readonly Setting[]) =>
    said(settingRisks(change(type, "update", before, after), () => undefined, settings && indexSettings(settings)));

  test.each(WEAKENED)("$type $path: $risk", ({ type, before, after, risk }) => {
    expect(risksOf(type, before, after)).toContain(risk);
    expect(risksOf(type, after, before)).not.toContain(risk);
  });

  test("every setting is needed: without any one of them, or turned round, a line is wrong", () => {
    const survivors = SETTINGS.flatMap((setting) => {
      const own = WEAKENED.filter(
        ({ type, path, risk }) =>
          path === setting.path &&
          (setting.types ?? ["example_thing"]).includes(type) &&
          risk === `${setting.group ?? "exposure"}: ${setting.what}`,
      );
      const rest = SETTINGS.filter((other) => other !== setting && other.path === setting.path);
      const turned: Setting = { ...setting, isWeaker: (before, after) => setting.isWeaker(after, before) };
      const isCaught = (settings: readonly Setting[]) =>
        own.some(({ type, before, after, risk }) => !risksOf(type, before, after, settings).includes(risk));
      return own.length > 0 && isCaught(rest) && isCaught([...rest, turned]) ? [] : [setting.path];
    });
    expect(survivors).toEqual([]);
  });
});

describe("the provider's schema", () => {
  const library = join(ROOT, "node_modules/@cdktf/provider-aws/lib");
  const folderOf = (type: string) => type.replace(/^aws_/, "").replaceAll("_", "-");
  const declarations = (type: string): string | undefined => {
    const file = join(library, folderOf(type), "index.d.ts");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const has = (text: string, argument: string): boolean => text.includes(`#${argument} `);

  /** Types and arguments of providers before 6.0, which plans of others still have. */
  const OLDER = new Set(lines("older.tsv").map(([name = ""]) => name));

  test("knows every type of every table", () => {
    const types = [...new Set([...ROWS, ...SETTINGS].flatMap(({ types: own = [] }) => own))];
    const unknown = types.filter(
      (type) => type.startsWith("aws_") && !OLDER.has(type) && !existsSync(join(library, folderOf(type))),
    );
    expect(unknown).toEqual([]);
  });

  test("knows every argument of every table", () => {
    const typed = [
      ...SETTINGS.flatMap(({ types = [], path }) => types.map((type) => [type, path] as const)),
      ...ROWS.flatMap(({ types, attributes = [] }) =>
        types.flatMap((type) => attributes.map((path) => [type, path] as const)),
      ),
    ].filter(([type]) => type.startsWith("aws_") && !OLDER.has(type));
    const unknown = typed.filter(([type, path]) => {
      const text = declarations(type);
      return text !== undefined && !path.split(".").every((argument) => has(text, argument));
    });
    expect(unknown.filter(([type, path]) => !OLDER.has(`${type}.${path}`))).toEqual([]);
  });

  test("has a type for every argument that counts by its name, or another provider has", () => {
    const examples = new Map(lines("named-arguments.tsv").map(([path = "", type = ""]) => [path, type]));
    const missing = SETTINGS.filter(({ types }) => types === undefined).filter(({ path }) => {
      const type = examples.get(path);
      if (type === undefined) return true;
      const text = type.startsWith("aws_") ? declarations(type) : undefined;
      return (
        type.startsWith("aws_") && !(text !== undefined && path.split(".").every((argument) => has(text, argument)))
      );
    });
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});
