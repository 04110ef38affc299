import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { releasesOf } from "../../reports/manifests";
import { entryOf, isGroup, type Json, toGroup } from "../../reports/synthesized";
import { realEnvironments } from "../reports/real-output";
import { unknownKeys } from "./chart-values";
import { describeChart } from "./render";

const releases = realEnvironments().flatMap((environment) =>
  environment.stacks.flatMap((stack) => releasesOf(stack, environment).filter(({ repository }) => repository)),
);
/** The values of a chart as it is shipped, with those of its subcharts under their names. */
function shipped(folder: string): Json {
  const read = (file: string): Json => (existsSync(file) ? (parse(readFileSync(file, "utf8")) ?? {}) : {});
  const { dependencies = [] } = toGroup(read(join(folder, "Chart.yaml")));
  const own = toGroup(read(join(folder, "values.yaml")));
  const parts = (dependencies as { name: string; alias?: string }[]).map(({ name, alias = name }) => {
    const over = entryOf(own, alias);
    return [alias, { ...toGroup(shipped(join(folder, "charts", name))), ...(isGroup(over) ? over : {}) }] as const;
  });
  return { ...own, ...Object.fromEntries(parts) };
}

/** The files of values of a chart and its subcharts, as text. */
function textOf(folder: string): string {
  if (!existsSync(folder)) return "";
  const parts = existsSync(join(folder, "charts")) ? readdirSync(join(folder, "charts")) : [];
  return [
    readFileSync(join(folder, "values.yaml"), "utf8"),
    ...parts.map((name) => textOf(join(folder, "charts", name))),
  ].join("\n");
}

for (const chart of new Set(releases.map((one) => one.chart)))
  describeChart(chart)(`the values that are given to ${chart}`, () => {
    const folder = join(process.env.HELM_CHARTS_DIR ?? "", chart);
    const [known, text] = [shipped(folder), textOf(folder)];
    const commented = (key: string) => new RegExp(`^\\s*#+\\s*${key}:`, "m").test(text);

    test.each(releases.filter((one) => one.chart === chart).map((one) => [one.address, one.values]))(
      "of %s have no key that the chart does not know: Helm would drop it without a word",
      (_, values) => {
        expect(unknownKeys(JSON.parse(values), known, commented)).toEqual([]);
      },
    );
  });

describe("unknownKeys", () => {
  const known = { replicas: 1, image: { tag: "" }, labels: {}, nodeSelector: null, args: ["a"], global: { a: 1 } };

  test("finds a misspelled key at any depth", () => {
    expect(unknownKeys({ replica: 1, image: { tags: "x", tag: "y" } }, known)).toEqual(["replica", "image.tags"]);
  });

  test("takes anything where the chart ships an empty map, nothing or a list", () => {
    const free = { labels: { any: { thing: 1 } }, nodeSelector: { a: "b" }, args: [{ b: 1 }], global: { b: 2 } };
    expect(unknownKeys(free, known)).toEqual(["global.b"]);
  });

  test("takes a key that the chart ships in a comment, and what it passes on to another API", () => {
    const given = { storageClass: "gp3", server: { securityContext: { seccompProfile: {} } } };
    const ships = { a: 1, server: { securityContext: { runAsUser: 1 } } };
    expect(unknownKeys(given, ships)).toEqual(["storageClass"]);
    expect(unknownKeys(given, ships, (key) => key === "storageClass")).toEqual([]);
  });
});
