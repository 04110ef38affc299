import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { idsOf } from "../ids";
import type { Alarm } from "./alarm";
import { alarmProblems } from "./alarm-problems";
import { ALARMS } from "./alarms";
import { dimensionsOf, type Target, type Targets, thresholdOf } from "./targets";

/** Names of the alarms on some targets, which are known before the alarms are. */
export const alarmNames = (name: string, targets: Partial<Targets>): string[] =>
  ALARMS.flatMap((alarm) => (targets[alarm.target] ?? []).map((target) => `${name}-${partOf(alarm, target)}`));

export interface MetricAlarmsProps {
  /** First part of the alarms' names. */
  readonly name: string;
  readonly topicArn: string;
  readonly targets: Partial<Targets>;
}

/** One CloudWatch alarm for each row of the table and each thing it watches. Both raising and clearing are reported. */
export class MetricAlarms extends Construct {
  readonly arns: string[];

  constructor(scope: Construct, id: string, { name, topicArn, targets }: MetricAlarmsProps) {
    super(scope, id);
    const problems = alarmProblems(ALARMS);
    if (problems.length > 0) throw new Error(`the table of alarms cannot be used:\n  ${problems.join("\n  ")}`);

    const ids = idsOf(ALARMS.flatMap((alarm) => (targets[alarm.target] ?? []).map((target) => partOf(alarm, target))));
    this.arns = ALARMS.flatMap((alarm) =>
      (targets[alarm.target] ?? []).map((target) => {
        const part = partOf(alarm, target);
        return new CloudwatchMetricAlarm(this, ids.get(part) as string, {
          alarmName: `${name}-${part}`,
          alarmDescription: `${alarm.question} ${sentence(alarm.because)} See docs/runbooks/${alarm.id}.md.`,
          comparisonOperator: alarm.comparison === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
          threshold: thresholdOf(alarm, target),
          evaluationPeriods: alarm.periods,
          treatMissingData: alarm.missingData,
          alarmActions: [topicArn],
          okActions: [topicArn],
          ...measurement(alarm, target),
        }).arn;
      }),
    );
  }
}

const partOf = ({ id }: Alarm, { key }: Target): string => (key ? `${id}-${key}` : id);
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** What the alarm reads: one series, or the worst of those that share the target's dimension. */
function measurement(alarm: Alarm, target: Target): Partial<CloudwatchMetricAlarmConfig> {
  const { metric: metricName, namespace, periodSeconds: period, statistic, question } = alarm;
  const dimensions = dimensionsOf(alarm, target);
  if (alarm.worstOf)
    return {
      metricQuery: [{ id: "worst", expression: worstQuery(alarm, target), period, label: question, returnData: true }],
    };
  if (statistic === "p95")
    return {
      metricName,
      namespace,
      period,
      dimensions,
      extendedStatistic: "p95",
      evaluateLowSampleCountPercentiles: "ignore",
    };
  return { metricName, namespace, period, dimensions, statistic };
}

/**
 * A Metrics Insights query for the worst value of a dimension that is not known here, such as the target groups that
 * the load balancer controller makes. `SEARCH` would do the same, but is not allowed in alarms.
 */
export function worstQuery({ metric, namespace, target, worstOf }: Alarm, watched: Target): string {
  const [[dimension, value] = ["", ""]] = Object.entries(dimensionsOf({ target }, watched));
  return `SELECT MAX(${metric}) FROM SCHEMA("${namespace}", ${dimension}, ${worstOf}) WHERE ${dimension} = '${value}'`;
}
