import { Release } from "@cdktf/provider-helm/lib/release";
import { alertRules } from "../../modules/monitoring/alert-rules";
import { gallery, monitoringWith, shop } from "./monitoring-fixture";
import { queryProblems } from "./monitoring-promql";

const named = (name: string, apps = [shop, gallery]) => alertRules(apps).find(({ alert }) => alert === name)?.expr;

describe("alertRules", () => {
  test("asks only for metrics of installed exporters", () => {
    expect(
      alertRules([shop, gallery]).flatMap(({ alert, expr }) => queryProblems(expr).map((p) => `${alert}: ${p}`)),
    ).toEqual([]);
  });

  test("gives every rule a name in kebab-case, a duration, a severity and a sentence", () => {
    for (const rule of alertRules([shop, gallery]).filter(({ severity }) => severity !== "none"))
      expect(rule).toEqual({
        alert: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
        expr: expect.any(String),
        for: expect.stringMatching(/^\d+m$/),
        severity: expect.stringMatching(/^(critical|warning)$/),
        summary: expect.stringMatching(/\$labels\.\w+/),
      });
  });

  test("has one rule that is always on and that nobody is told of", () => {
    const silent = alertRules([shop, gallery]).filter(({ severity }) => severity === "none");
    expect(silent.map(({ alert, expr, for: wait }) => [alert, expr, wait])).toEqual([["watchdog", "vector(1)", "0m"]]);
  });

  test("names in every rule the labels of its alerts, none of which changes with an exporter's pod", () => {
    const kept = alertRules([shop, gallery])
      .filter(({ severity }) => severity !== "none")
      .map(({ alert, expr }) => [alert, /^(?:\w+\([\d.]+, )?(?:sum|max|min|count) by \(([^)]*)\)/.exec(expr)?.[1]]);
    expect(kept.filter(([, labels]) => !labels || /\b(instance|service|uid)\b/.test(labels))).toEqual([]);
    expect(kept.filter(([, labels]) => labels?.includes("node")).map(([alert]) => alert)).toEqual([
      "node-not-ready",
      "node-under-pressure",
      "node-disk-nearly-full",
    ]);
  });

  test("watches the availability of every app, scraped or not", () => {
    expect(named("app-unavailable")).toBe(
      'max by (namespace, deployment) (kube_deployment_status_replicas_available{namespace=~"pictures|shop"}) == 0 ' +
        'and max by (namespace, deployment) (kube_deployment_spec_replicas{namespace=~"pictures|shop"}) > 0',
    );
  });

  test("watches the latency of scraped apps only", () => {
    expect(named("app-requests-slow")).toContain('{namespace=~"shop"}');
  });

  test("has no rule about requests when no app is scraped", () => {
    expect(named("app-requests-slow", [gallery])).toBeUndefined();
  });

  test("has no rule about apps when there are none", () => {
    expect(alertRules([]).filter(({ alert }) => alert.startsWith("app-"))).toEqual([]);
  });
});

describe("the Prometheus release", () => {
  test("gets the rules, each with its runbook", () => {
    const { values } = monitoringWith({ apps: [shop] }).all(Release).monitoring_in_cluster_prometheus;
    const { groups } = JSON.parse(values[0]).serverFiles["alerting_rules.yml"];
    expect(groups[0].rules.map(({ alert, annotations }: Record<string, unknown>) => [alert, annotations])).toEqual(
      alertRules([shop]).map(({ alert, summary }) => [alert, { summary, runbook: `docs/runbooks/${alert}.md` }]),
    );
  });
});

describe("queryProblems", () => {
  test("names a metric that no installed exporter exposes", () => {
    expect(queryProblems('sum(rate(django_http_responses_total_by_status{status="500"}[5m]))')).toEqual([
      "no installed exporter exposes django_http_responses_total_by_status",
    ]);
  });

  test("shows where a query does not parse", () => {
    expect(queryProblems("sum(rate(up[5m])")).toEqual([expect.stringContaining("does not parse at 16")]);
  });

  test("refuses a selector without a name", () => {
    expect(queryProblems('{job="node"}')).toEqual(["no installed exporter exposes a nameless metric"]);
  });
});
