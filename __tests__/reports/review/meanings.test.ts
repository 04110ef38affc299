import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceChange } from "../../../reports/plan";
import { CHART_SETTINGS, type ChartSetting } from "../../../reports/review/risks/chart-settings";
import { GUARDS, type Guard, guardRisks } from "../../../reports/review/risks/guards";
import { helmRisks } from "../../../reports/review/risks/helm";
import {
  INGRESS_GUARDS,
  type IngressGuard,
  ingressGuardRisks,
} from "../../../reports/review/risks/kubernetes/ingress-guards";
import {
  POD_KEEPS,
  POD_OPENS,
  type PodKeeps,
  type PodOpens,
  podRisks,
} from "../../../reports/review/risks/kubernetes/pods";
import { MEANINGS, type Meaning, meaningRisks } from "../../../reports/review/risks/named-everybody";
import type { Risk } from "../../../reports/review/risks/row";
import type { Json, Values } from "../../../reports/synthesized";
import { ROOT } from "../review-fixture";

/** What is expected of each table, written down once and read here, not made from the tables. */
const LINES = readFileSync(join(ROOT, "__tests__/reports/review/meanings.tsv"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t") as [table: string, type: string, path: string, a: string, b: string, risk: string]);

const nested = (path: string, value: Json): Values =>
  path.split(".").reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as Values;
const change = (type: string, action: string, before: Values | null, after: Values | null): ResourceChange =>
  ({ type, action, before, after }) as unknown as ResourceChange;
const said = (risks: readonly Risk[]): string[] => risks.map(({ group, what }) => `${group}: ${what}`);

/** The risks of a change from one value to another, by a table that may be another one than the real. */
type Judge<Row> = (type: string, path: string, before: Json, after: Json, table?: readonly Row[]) => string[];

const helm: Judge<ChartSetting> = (type, path, before, after, table) =>
  said(helmRisks(change(type, "update", { settings: nested(path, before) }, { settings: nested(path, after) }), table));
const pods: Judge<PodOpens> = (type, path, before, after, table) =>
  said(podRisks(change(type, "update", nested(path, before), nested(path, after)), table));
const keeps: Judge<PodKeeps> = (type, path, before, after, table) =>
  said(podRisks(change(type, "update", nested(path, before), nested(path, after)), POD_OPENS, table));
const ingresses: Judge<IngressGuard> = (type, path, before, after, table) =>
  said(ingressGuardRisks(change(type, "update", nested(path, before), nested(path, after)), table));
const meanings: Judge<Meaning> = (type, path, before, after, table) =>
  said(meaningRisks(change(type, "update", nested(path, before), nested(path, after)), { accounts: new Set() }, table));

/** A table, what turns one of its rows round, and how its lines are judged. */
interface Tested<Row> {
  readonly rows: readonly Row[];
  readonly turn: (row: Row) => Row;
  readonly judge: Judge<Row>;
}

const TABLES = {
  helm: {
    rows: CHART_SETTINGS,
    turn: (row) => ({ ...row, isWorse: (before, after) => row.isWorse(after, before) }),
    judge: helm,
  } satisfies Tested<ChartSetting>,
  pods: {
    rows: POD_OPENS,
    turn: ([end, isOpen, what, alsoNew]) => [end, (value) => !isOpen(value), what, alsoNew],
    judge: pods,
  } satisfies Tested<PodOpens>,
  keeps: {
    rows: POD_KEEPS,
    turn: ([end, isLost, what, advice]) => [end, (before, after) => isLost(after, before), what, advice],
    judge: keeps,
  } satisfies Tested<PodKeeps>,
  ingresses: {
    rows: INGRESS_GUARDS,
    turn: ([, what]) => [/nothing/, what],
    judge: ingresses,
  } satisfies Tested<IngressGuard>,
  meanings: {
    rows: MEANINGS,
    turn: (row) => ({ ...row, matches: (value, name) => !row.matches(value, name) }),
    judge: meanings,
  } satisfies Tested<Meaning>,
} as const;

describe.each(Object.entries(TABLES) as [string, Tested<unknown>][])("%s", (name, { rows, turn, judge }) => {
  const own = LINES.filter(([table]) => table === name).map(
    ([, type, path, before, after, risk]) =>
      [type, path, JSON.parse(before) as Json, JSON.parse(after) as Json, risk] as const,
  );

  test.each(own)("%s %s: from %j to %j, and not the other way", (type, path, before, after, risk) => {
    expect(judge(type, path, before, after)).toEqual([risk]);
    expect(judge(type, path, after, before)).toEqual([]);
  });

  test("every row is needed: without any one of them, or turned round, a line is wrong", () => {
    const isCaught = (table: readonly unknown[]) =>
      own.some(
        ([type, path, before, after, risk]) =>
          judge(type, path, before, after, table).join() !== risk || judge(type, path, after, before, table).length > 0,
      );
    const survivors = rows.flatMap((row, i) => {
      const without = rows.filter((other) => other !== row);
      const turned = rows.map((other) => (other === row ? turn(row) : other));
      return isCaught(without) && isCaught(turned) ? [] : [i];
    });
    expect(survivors).toEqual([]);
  });
});

describe("guards", () => {
  const own = LINES.filter(([table]) => table === "guards");
  const risksOf = (
    [, type, path, guardedType, attribute]: (typeof own)[number],
    goesToo: boolean,
    table?: readonly Guard[],
  ) => {
    const guarded = change(guardedType, goesToo ? "delete" : "no-op", nested(attribute, "shop"), null);
    const around = { ofType: (other: string) => (other === guardedType ? [guarded] : []) };
    return said(guardRisks(change(type, "delete", nested(path, "shop"), null), around, table));
  };

  test.each(own)("%s %s, with %s: opens what stays, and nothing when that goes too", (...line) => {
    expect([risksOf(line, false), risksOf(line, true)]).toEqual([[line[5]], []]);
  });

  test("every row is needed: without any one of them, or guarding another type or attribute, a line is wrong", () => {
    const isCaught = (table: readonly Guard[]) =>
      own.some((line) => risksOf(line, false, table).join() !== line[5] || risksOf(line, true, table).length > 0);
    const survivors = GUARDS.filter((row) => {
      const others = (instead: Partial<Guard>) =>
        GUARDS.map((other) => (other === row ? { ...row, ...instead } : other));
      const mutants = [
        GUARDS.filter((other) => other !== row),
        others({ guarded: ["example_thing", row.guarded[1]] }),
        others({ guarded: [row.guarded[0], "example"] }),
        others({ guards: "example" }),
      ];
      return !mutants.every(isCaught);
    });
    expect(survivors).toEqual([]);
  });
});
