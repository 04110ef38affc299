import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { sortedJson } from "../helm";
import { type Alarm, DIMENSIONS } from "./alarm";
import { ALARMS } from "./alarms";
import { worstQuery } from "./metric-alarms";
import { type Target, type Targets, thresholdOf } from "./targets";

export interface DashboardProps {
  /** Name of the dashboard. Changing it replaces the dashboard. */
  readonly name: string;
  readonly region: string;
  readonly targets: Targets;
  /** ARNs of the alarms whose state is shown at the top; CloudWatch shows a hundred. */
  readonly alarmArns: readonly string[];
}

/** A CloudWatch dashboard with the state of every alarm, then one graph with its threshold for each row of the table. */
export class Dashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { name, region, targets, alarmArns }: DashboardProps) {
    super(scope, id);
    const watched = ALARMS.filter(({ target }) => targets[target].length > 0);
    const state = {
      type: "alarm",
      x: 0,
      y: 0,
      width: 24,
      height: 4,
      properties: { title: "What is wrong now?", alarms: alarmArns },
    };
    const graphs = watched.map((alarm, index) => ({
      type: "metric",
      x: (index % 3) * 8,
      y: 4 + Math.floor(index / 3) * 6,
      width: 8,
      height: 6,
      properties: graph(alarm, targets[alarm.target], region),
    }));
    const { dashboardName } = new CloudwatchDashboard(this, "main", {
      dashboardName: name,
      dashboardBody: sortedJson({ widgets: [state, ...graphs] }),
    });
    this.name = dashboardName;
  }
}

function graph(alarm: Alarm, targets: readonly Target[], region: string): object {
  const [first] = targets;
  return {
    title: alarm.question,
    region,
    view: "timeSeries",
    stat: alarm.statistic,
    period: alarm.periodSeconds,
    metrics: targets.map((target) => series(alarm, target)),
    yAxis: { left: { label: alarm.unit, showUnits: false, min: 0 } },
    annotations: {
      horizontal: first ? [{ value: thresholdOf(alarm, first), label: alarm.id, fill: alarm.comparison }] : [],
    },
  };
}

function series(alarm: Alarm, target: Target): unknown[] {
  const label = target.key || alarm.metric;
  return alarm.worstOf
    ? [{ expression: worstQuery(alarm, target), label, period: alarm.periodSeconds }]
    : [alarm.namespace, alarm.metric, DIMENSIONS[alarm.target], target.value, { label }];
}
