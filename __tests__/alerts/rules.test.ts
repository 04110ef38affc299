import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alertRules, ruleFile, WATCHDOG } from "../../modules/monitoring/alert-rules";
import { alertmanagerConfig, SUBJECT } from "../../modules/monitoring/alertmanager-config";
import { gallery, shop } from "../modules/monitoring-fixture";
import { ALERT_CASES } from "./cases";

const RULES = alertRules([shop, gallery]);
const folder = mkdtempSync(join(tmpdir(), "alerts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `describe` for what a program of Prometheus says: skipped, with the package that brings it, where it is not there. */
const withTool = (tool: string, debian: string, what: string, tests: () => void): void => {
  const isThere = spawnSync(tool, ["--version"]).status === 0;
  if (isThere) describe(what, tests);
  else describe.skip(`${what} (${tool} is not on this machine; install Debian's package ${debian})`, tests);
};

/** What a program says of a file, which is JSON and so also YAML. */
function check(program: readonly string[], name: string, content: object): { status: number | null; output: string } {
  writeFileSync(join(folder, name), JSON.stringify(content));
  const [tool = "", ...args] = program;
  const { status, stdout, stderr } = spawnSync(tool, [...args, name], { cwd: folder, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

describe("the cases of alerts", () => {
  test("are about every rule that somebody is told of", () => {
    expect(ALERT_CASES.map(({ alert }) => alert)).toEqual(
      RULES.map(({ alert }) => alert).filter((alert) => alert !== WATCHDOG),
    );
  });
});

withTool("promtool", "prometheus", "to Prometheus itself", () => {
  writeFileSync(join(folder, "rules.json"), JSON.stringify(ruleFile(RULES)));

  /** What promtool finds when half an hour of series should raise these alerts. */
  const verdict = (alert: string, series: Readonly<Record<string, string>>, expected: object[]): string => {
    const test = {
      interval: "1m",
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [{ eval_time: "35m", alertname: alert, exp_alerts: expected }],
    };
    const file = { rule_files: ["rules.json"], evaluation_interval: "1m", tests: [test] };
    const { status, output } = check(["promtool", "test", "rules"], "test.json", file);
    return status === 0 ? "as expected" : output;
  };

  test("the rules are a valid file", () => {
    expect(check(["promtool", "check", "rules"], "rules.json", ruleFile(RULES))).toMatchObject({ status: 0 });
  });

  test.each(ALERT_CASES.map((one) => [one.alert, one] as const))("%s fires", (alert, { fires, labels, summary }) => {
    const severity = RULES.find((rule) => rule.alert === alert)?.severity;
    const runbook = `docs/runbooks/${alert}.md`;
    const expected = { exp_labels: { severity, ...labels }, exp_annotations: { summary, runbook } };
    expect(verdict(alert, fires, [expected])).toBe("as expected");
  });

  test.each(
    ALERT_CASES.flatMap(({ alert, silent }) =>
      Object.entries(silent).map(([what, series]) => [alert, what, series] as const),
    ),
  )("%s does not fire of %s", (alert, _what, series) => {
    expect(verdict(alert, series, [])).toBe("as expected");
  });

  test("the watchdog is on from the first minute, and is one alert", () => {
    const annotations = { summary: "Prometheus and Alertmanager work", runbook: "docs/runbooks/watchdog.md" };
    const expected = { exp_labels: { severity: "none" }, exp_annotations: annotations };
    expect(verdict(WATCHDOG, {}, [expected])).toBe("as expected");
  });

  test("a planted fault is found: a rule that never fires", () => {
    expect(verdict("node-not-ready", {}, [{ exp_labels: { severity: "critical", node: "a" } }])).toContain("FAILED");
  });
});

withTool("amtool", "prometheus-alertmanager", "to Alertmanager itself", () => {
  const topics = {
    arn: "arn:aws:sns:eu-central-1:1:demo-alarms",
    heartbeatArn: "arn:aws:sns:eu-central-1:1:demo-heartbeat",
  };
  const config = alertmanagerConfig("eu-central-1", topics) as Record<string, unknown>;

  test("the configuration is valid", () => {
    expect(check(["amtool", "check-config"], "alertmanager.json", config)).toMatchObject({ status: 0 });
  });

  test.each([
    ["node-not-ready", "topic"],
    [WATCHDOG, "heartbeat"],
  ])("%s goes to %s", (alert, receiver) => {
    writeFileSync(join(folder, "alertmanager.json"), JSON.stringify(config));
    const { stdout } = spawnSync(
      "amtool",
      ["config", "routes", "test", "--config.file=alertmanager.json", `alertname=${alert}`, "severity=warning"],
      { cwd: folder, encoding: "utf8" },
    );
    expect(stdout.trim()).toBe(receiver);
  });

  test("the subject of many alerts fits into the 100 characters that SNS takes", () => {
    const alerts = Array.from({ length: 500 }, () => ({
      status: "firing",
      labels: { alertname: "stateful-set-replicas-missing", namespace: "n".repeat(63), pod: "p".repeat(200) },
    }));
    const data = {
      status: "firing",
      alerts,
      groupLabels: { alertname: "stateful-set-replicas-missing", namespace: "n".repeat(63) },
      commonLabels: alerts[0]?.labels,
    };
    writeFileSync(join(folder, "data.json"), JSON.stringify(data));
    writeFileSync(join(folder, "none.tmpl"), "");
    const { stdout, stderr } = spawnSync(
      "amtool",
      ["template", "render", "--template.glob=none.tmpl", `--template.text=${SUBJECT}`, "--template.data=data.json"],
      { cwd: folder, encoding: "utf8" },
    );
    expect([stdout.trim(), stderr]).toEqual(["[FIRING:500] stateful-set-replicas-missing", ""]);
  });
});
