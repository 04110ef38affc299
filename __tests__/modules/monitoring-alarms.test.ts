import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Alarm } from "../../modules/monitoring/alarm";
import { alarmProblems } from "../../modules/monitoring/alarm-problems";
import { ALARMS } from "../../modules/monitoring/alarms";
import { maxConnections } from "../../modules/monitoring/connections";
import { METRICS, type Unit } from "../../modules/monitoring/metrics";
import { type Block, synth } from "../helpers";
import { everything, monitoringWith } from "./monitoring-fixture";

const alarmsOf = (changes: Parameters<typeof monitoringWith>[0]): Record<string, Block> =>
  monitoringWith(changes).all(CloudwatchMetricAlarm);
const named = (id: string): Block => alarmsOf(everything)[`monitoring_alarms_${id}`];
const metricOf = ({ namespace, metric }: Alarm) => {
  const found = METRICS[namespace]?.metrics[metric];
  if (!found) throw new Error(`no such metric: ${namespace} ${metric}`);
  return found;
};
/** The table with one alarm changed. */
const planted = (id: string, change: object): Alarm[] =>
  ALARMS.map((alarm) => (alarm.id === id ? ({ ...alarm, ...change } as Alarm) : alarm));

describe("ALARMS", () => {
  test("has nothing that CloudWatch would accept and never raise", () => {
    expect(alarmProblems(ALARMS)).toEqual([]);
  });

  test("covers what the platform is made of", () => {
    expect(ALARMS.map(({ id, metric }) => `${id}: ${metric}`)).toEqual([
      "database-cpu-high: CPUUtilization",
      "database-storage-low: FreeStorageSpace",
      "database-connections-high: DatabaseConnections",
      "database-reads-slow: ReadLatency",
      "database-writes-slow: WriteLatency",
      "backup-failed: NumberOfBackupJobsFailed",
      "backup-expired: NumberOfBackupJobsExpired",
      "cache-cpu-high: EngineCPUUtilization",
      "cache-memory-high: DatabaseMemoryUsagePercentage",
      "cache-evicting: Evictions",
      "load-balancer-failing: HTTPCode_ELB_5XX_Count",
      "application-failing: HTTPCode_Target_5XX_Count",
      "application-slow: TargetResponseTime",
      "targets-unhealthy: UnHealthyHostCount",
      "nat-ports-exhausted: ErrorPortAllocation",
      "node-check-failed: StatusCheckFailed",
      "instance-check-failed: StatusCheckFailed",
      "kubernetes-api-failing: apiserver_request_total_5XX",
      "alerting-stopped: NumberOfMessagesPublished",
    ]);
  });

  test("asks a question in every row", () => {
    expect(ALARMS.filter(({ question }) => !/^[A-Z].*\?$/.test(question))).toEqual([]);
  });
});

describe.each(ALARMS.map((alarm) => [alarm.id, alarm] as const))("%s", (id, alarm) => {
  test("is refused with a metric that CloudWatch does not have", () => {
    expect(alarmProblems(planted(id, { metric: `${alarm.metric}s` }))).toEqual([
      expect.stringContaining(`${id}: ${alarm.namespace} has no metric ${alarm.metric}s; write one of `),
    ]);
  });

  test("is refused in a namespace that CloudWatch does not have", () => {
    expect(alarmProblems(planted(id, { namespace: "AWS/Nothing" }))).toEqual([
      expect.stringContaining(`${id}: AWS/Nothing is no known namespace; write one of `),
    ]);
  });

  test("is refused without a unit", () => {
    const { unit } = metricOf(alarm);
    expect(alarmProblems(planted(id, { unit: undefined }))).toEqual([
      `${id}: ${alarm.metric} is in ${unit}, not in no unit; write the threshold in ${unit}`,
    ]);
  });

  test("is refused in another unit", () => {
    const { unit } = metricOf(alarm);
    const other: Unit = unit === "Percent" ? "Bytes" : "Percent";
    expect(alarmProblems(planted(id, { unit: other }))).toEqual([
      `${id}: ${alarm.metric} is in ${unit}, not in ${other}; write the threshold in ${unit}`,
    ]);
  });

  test("is refused with a threshold that is never or always crossed", () => {
    const max = alarm.shareOf ? 1 : metricOf(alarm).max;
    const never = alarm.comparison === "above" ? max : 0;
    const always = alarm.comparison === "above" ? -1 : max + 1;
    for (const threshold of [never, always])
      expect(alarmProblems(planted(id, { threshold }))).toEqual([
        expect.stringContaining(`${id}: a threshold ${alarm.comparison} ${threshold} `),
      ]);
  });

  test("is refused by a dimension that the metric has no series for", () => {
    const target = alarm.target === "cluster" ? "database" : "cluster";
    expect(alarmProblems(planted(id, { target }))).toEqual([
      expect.stringContaining(`${id}: ${alarm.metric} has no series by `),
    ]);
  });

  test("is refused with a period that is not in whole minutes", () => {
    expect(alarmProblems(planted(id, { periodSeconds: 90 }))).toEqual([
      `${id}: a period of 90 seconds is not in whole minutes; write a multiple of 60`,
    ]);
  });

  test("is refused when it looks back for more than a day", () => {
    expect(alarmProblems(planted(id, { periods: 1441, periodSeconds: 60 }))).toEqual([
      `${id}: 1441 periods of 60 seconds are not between one period and one day`,
    ]);
  });

  test("is refused twice", () => {
    expect(alarmProblems([...ALARMS, alarm])).toEqual([`${id}: there are two alarms of that name; rename one`]);
  });
});

describe("alarmProblems", () => {
  test("refuses the unhealthy hosts of a load balancer as a whole, of which CloudWatch keeps no series", () => {
    expect(alarmProblems(planted("targets-unhealthy", { worstOf: undefined }))).toEqual([
      "targets-unhealthy: UnHealthyHostCount has no series by LoadBalancer",
    ]);
  });

  test("refuses an id that is not kebab-case", () => {
    expect(alarmProblems([{ ...(ALARMS[0] as Alarm), id: "DatabaseCpu" }])).toEqual([
      "DatabaseCpu: the id is not kebab-case; write it like database-cpu-high",
    ]);
  });
});

describe("MetricAlarms", () => {
  test("makes every alarm of the table when everything is there", () => {
    expect(
      Object.values(alarmsOf(everything)).map((alarm) => alarm.alarm_description.match(/runbooks\/(.*)\.md/)[1]),
    ).toEqual(expect.arrayContaining(ALARMS.map(({ id }) => id)));
  });

  test("makes only the alarms of the cluster when there is only a cluster", () => {
    expect(Object.keys(alarmsOf({}))).toEqual([
      "monitoring_alarms_alerting_stopped",
      "monitoring_alarms_kubernetes_api_failing",
    ]);
  });

  test("reports to the topic when a problem begins and when it ends", () => {
    for (const { alarm_actions, ok_actions } of Object.values(alarmsOf(everything)))
      expect([alarm_actions, ok_actions]).toEqual([
        ["${aws_sns_topic.monitoring_alarm_topic_main.arn}"],
        ["${aws_sns_topic.monitoring_alarm_topic_main.arn}"],
      ]);
  });

  test("sends no unit, because CloudWatch would ignore data points of another one", () => {
    expect(Object.values(alarmsOf(everything)).filter((alarm) => "unit" in alarm)).toEqual([]);
  });

  test("alarms at four fifths of the connections that the instance's memory allows", () => {
    expect(named("database_connections_high").threshold).toBe(720);
  });

  test("watches every member of a replication group", () => {
    const cache = { name: "demo", nodes: 2 };
    const members = Object.entries(alarmsOf({ cache })).filter(([name]) => name.includes("evicting"));
    expect(members.map(([name, { dimensions }]) => [name, dimensions])).toEqual([
      ["monitoring_alarms_cache_evicting_001", { CacheClusterId: "demo-001" }],
      ["monitoring_alarms_cache_evicting_002", { CacheClusterId: "demo-002" }],
    ]);
  });

  test("takes the ids of NAT gateways in the order of their zones", () => {
    const natGateways = { ids: ["nat-1", "nat-2"], zones: ["a", "b"] };
    expect(alarmsOf({ natGateways }).monitoring_alarms_nat_ports_exhausted_b.dimensions).toEqual({
      NatGatewayId: '${element(["nat-1", "nat-2"], 1)}',
    });
  });

  test("finds a load balancer by the name in its host name, not by waiting for the ingress", () => {
    const lookup = monitoringWith(everything).json.data.aws_lb.monitoring_load_balancers_public;
    expect(lookup.name).toMatch(
      /^\$\{element\(regex\("\^\(\?:internal-\)\?\(\[\^\.\]\+\)-\[0-9\]\+\[\.\]", "k8s-public-/,
    );
    expect(lookup.depends_on).toBeUndefined();
  });

  test("asks for the worst target group, whose names only the load balancer controller knows", () => {
    expect(named("targets_unhealthy_public").metric_query[0].expression).toBe(
      'SELECT MAX(UnHealthyHostCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, TargetGroup) ' +
        "WHERE LoadBalancer = '${data.aws_lb.monitoring_load_balancers_public.arn_suffix}'",
    );
  });

  test("measures latency by its 95th percentile, so that fast answers do not hide slow ones", () => {
    const { extended_statistic, statistic } = named("application_slow_public");
    expect([extended_statistic, statistic]).toEqual(["p95", undefined]);
  });

  test("keeps an alarm where it is when another load balancer is added", () => {
    const { loadBalancers } = everything;
    const both = Object.keys(alarmsOf({ loadBalancers: { extra: "k8s-extra-1.elb.amazonaws.com", ...loadBalancers } }));
    expect(both).toEqual(expect.arrayContaining(Object.keys(alarmsOf({ loadBalancers: loadBalancers ?? {} }))));
  });
});

describe("maxConnections", () => {
  test.each([
    ["db.t3.micro", 112],
    ["db.m5.large", 901],
    ["db.r6g.large", 1802],
    ["db.m5.2xlarge", 3604],
    ["db.r6g.16xlarge", 5000],
    ["db.unknown", 100],
  ])("of %s are %i", (instanceClass, connections) => {
    expect(maxConnections(instanceClass)).toBe(connections);
  });
});

describe("a table with a mistake", () => {
  test("does not get as far as Terraform", () => {
    const { metric } = ALARMS[0] as Alarm;
    const restore = Object.assign(ALARMS[0] as Alarm, { metric: "Nonsense" });
    try {
      expect(() => synth(() => monitoringWith())).toThrow(
        /^the table of alarms cannot be used:\n {2}database-cpu-high: AWS\/RDS has no metric Nonsense; write one of /,
      );
    } finally {
      Object.assign(restore, { metric });
    }
  });
});
