import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { alertRules, ruleFile, WATCHDOG } from "../../modules/monitoring/alert-rules";
import { alertmanagerConfig } from "../../modules/monitoring/alertmanager-config";
import { ALERT_CASES } from "../alerts/cases";
import { freePorts } from "../cluster/control-plane";
import { waitFor } from "../cluster/wait";
import { gallery, shop } from "../modules/monitoring-fixture";
import { startEmulator } from "./emulator";
import { mustRun, type RunOptions, signal, start } from "./processes";

const SCRIPT = resolve(__dirname, "../../../__tests__/emulator/alert-road.py");
const REGION = "eu-central-1";
const ACCOUNT = "111122223333";

/** Alertmanager by the name of its own release and of Debian's package. */
const ALERTMANAGERS = ["alertmanager", "prometheus-alertmanager"];
const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

/** What is missing for the road, with the packages that bring it. */
export const missingForRoad = (): string | undefined =>
  isThere("prometheus") && ALERTMANAGERS.some(isThere)
    ? undefined
    : "Prometheus and Alertmanager are not on this machine; install Debian's packages prometheus and prometheus-alertmanager";

/**
 * Every alert from the real Prometheus through the real Alertmanager to SNS, which refuses what AWS refuses: each rule is made to
 * fire with its own labels. Returns the subjects that arrived.
 */
export async function travelAlertRoad(parent: string): Promise<string[]> {
  const folder = join(parent, "alert-road");
  mkdirSync(folder, { recursive: true });
  const emulator = await startEmulator(ACCOUNT, folder, "alert-road");
  const env = { ...process.env, ...aws(emulator.url) };
  const options: RunOptions = { cwd: folder, env, log: join(folder, "log.txt") };
  const [alertmanager = 0, prometheus = 0] = await freePorts(2);
  const arn = (await mustRun(["python3", SCRIPT, "subscribe", "road-alarms"], options)).trim();
  writeConfiguration(folder, arn, emulator.url, alertmanager);
  const program = ALERTMANAGERS.find(isThere) as string;
  const started = [
    start(
      [
        program,
        "--config.file=alertmanager.json",
        `--web.listen-address=127.0.0.1:${alertmanager}`,
        "--cluster.listen-address=",
        "--storage.path=alertmanager",
      ],
      options,
    ),
    start(
      [
        "prometheus",
        "--config.file=prometheus.json",
        `--web.listen-address=127.0.0.1:${prometheus}`,
        "--storage.tsdb.path=prometheus",
      ],
      options,
    ),
  ];
  const subjects: string[] = [];
  try {
    await waitFor(
      "every alert arrives",
      async () => {
        const lines = (await mustRun(["python3", SCRIPT, "received"], options)).trim();
        subjects.push(
          ...lines
            .split("\n")
            .filter(Boolean)
            .map((line) => JSON.parse(line) as string),
        );
        return new Set(subjects).size >= ALERT_CASES.length;
      },
      { seconds: 90, because: () => `only ${subjects.join(", ") || "nothing"} came` },
    );
    return [...new Set(subjects)].sort();
  } finally {
    for (const child of started) signal(child, "SIGKILL");
    emulator.stop();
  }
}

const aws = (url: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: "road",
  AWS_SECRET_ACCESS_KEY: "road",
});

/** The rules and Alertmanager's configuration as they are, but every rule fires at once and nothing waits to be grouped. */
function writeConfiguration(folder: string, arn: string, url: string, alertmanager: number): void {
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  const { groups } = ruleFile(alertRules([shop, gallery])) as {
    groups: { rules: { alert: string; labels: object }[] }[];
  };
  const rules = (groups[0]?.rules ?? []).map((rule) => ({
    ...rule,
    expr: "vector(1)",
    for: "0s",
    labels: { ...rule.labels, ...ALERT_CASES.find(({ alert }) => alert === rule.alert)?.labels },
  }));
  write("rules.json", { groups: [{ name: "road", interval: "1s", rules }] });
  write("prometheus.json", {
    rule_files: ["rules.json"],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager}`] }] }] },
  });
  const config = alertmanagerConfig(REGION, { arn, heartbeatArn: arn.replace("alarms", "nobody") }, url) as {
    route: object;
  };
  write("alertmanager.json", { ...config, route: { ...config.route, group_wait: "1s" } });
}

/** Whether every alert that somebody is told of arrived, in words. */
export async function alertRoadProblem(parent: string): Promise<string | undefined> {
  const wanted = ALERT_CASES.map(({ alert }) => `[FIRING:1] ${alert}`).sort();
  const found = await travelAlertRoad(parent);
  const lost = wanted.filter((subject) => !found.includes(subject));
  return lost.length > 0 || found.some((subject) => subject.includes(WATCHDOG))
    ? `these alerts did not arrive: ${lost.join(", ")}; these did: ${found.join(", ")}`
    : undefined;
}
