import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { METRICS } from "../../modules/monitoring/metrics";
import type { Block } from "../helpers";
import { everything, gallery, monitoringWith, shop } from "./monitoring-fixture";
import { queryProblems } from "./monitoring-promql";

type Changes = Parameters<typeof monitoringWith>[0];
const dashboardsOf = (changes: Changes): Record<string, Block> =>
  Object.fromEntries(
    Object.entries(monitoringWith(changes).only(ConfigMapV1).data).map(([file, json]) => [
      file,
      JSON.parse(json as string),
    ]),
  );
const titles = (dashboard: Block): string[] => dashboard.panels.map(({ title }: Block) => title);
const all = Object.entries(dashboardsOf(everything));
const panels: [string, Block][] = all.flatMap(([file, { panels }]) =>
  panels.map((panel: Block) => [`${file}: ${panel.title}`, panel]),
);
/** Ids of Grafana's units that are used, with what they show. */
const UNITS = ["short", "percent", "percentunit", "bytes", "Bps", "s", "reqps", "ops", "iops"];

describe("dashboardsFor", () => {
  test("provides every dashboard when everything is there", () => {
    expect(all.map(([file, { uid, title }]) => [file, uid, title])).toEqual([
      ["cluster.json", "cluster", "Cluster"],
      ["data-stores.json", "data-stores", "AWS data stores"],
      ["nodes.json", "nodes", "Nodes"],
      ["photo-gallery.json", "photo-gallery", "Photo gallery"],
      ["status-page.json", "status-page", "Status page"],
    ]);
  });

  test("leaves out dashboards whose subject the environment does not have", () => {
    expect(Object.keys(dashboardsOf({}))).toEqual(["cluster.json", "nodes.json"]);
  });

  test("leaves out the panels of a data store that is not there", () => {
    const { cache } = everything;
    expect(titles(dashboardsOf(cache ? { cache } : {})["data-stores.json"])).toEqual([
      "Is the cache short of CPU?",
      "Is the cache's memory filling up?",
      "Does the cache throw entries away?",
      "How many connections does the cache have?",
      "Does the cache find what is asked for?",
    ]);
  });

  test("offers the namespaces of scraped apps on the status page's dashboard", () => {
    const [variable] = dashboardsOf({ apps: [shop, gallery] })["status-page.json"].templating.list;
    expect([variable.name, variable.query]).toEqual(["namespace", "shop"]);
  });

  test("offers the namespaces of apps with volumes on the photo gallery's dashboard", () => {
    const [variable] = dashboardsOf({ apps: [shop, gallery] })["photo-gallery.json"].templating.list;
    expect([variable.name, variable.query]).toEqual(["namespace", "pictures"]);
  });

  test("writes nothing that Terraform would take for a template", () => {
    const texts = Object.values(
      monitoringWith({ apps: [shop, gallery] }).only(ConfigMapV1).data as Record<string, string>,
    );
    expect(texts.filter((text) => /[$%]\{/.test(text))).toEqual([]);
  });

  test("fits a config map", () => {
    const { data } = monitoringWith(everything).only(ConfigMapV1);
    expect(JSON.stringify(data).length).toBeLessThan(1024 * 1024);
  });
});

describe.each(panels)("%s", (_, panel) => {
  test("asks a question", () => {
    expect(panel.title).toMatch(/^[A-Z].*\?$/);
  });

  test("has a unit that Grafana knows", () => {
    expect(UNITS).toContain(panel.fieldConfig.defaults.unit);
  });

  test("queries a data source that is provisioned, for metrics that exist", () => {
    expect(panel.targets.flatMap(targetProblems)).toEqual([]);
  });
});

describe("the variables of a dashboard", () => {
  test.each(all)("in %s are all used, and no others are", (_, { templating, panels }) => {
    const used = new Set(JSON.stringify(panels).match(/(?<=\$)[a-z]+/g));
    expect([...used].sort()).toEqual(templating.list.map(({ name }: Block) => name).sort());
  });
});

function targetProblems({ datasource, expr, namespace, metricName, dimensions }: Block): string[] {
  if (datasource.uid === "prometheus") return queryProblems(expr);
  if (datasource.uid !== "cloudwatch") return [`there is no data source ${datasource.uid}`];
  const metric = METRICS[namespace]?.metrics[metricName];
  if (!metric) return [`CloudWatch has no ${namespace} ${metricName}`];
  const names = Object.keys(dimensions);
  return metric.by.some((set) => set.join() === names.join()) ? [] : [`${metricName} has no series by ${names}`];
}
