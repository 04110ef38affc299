import { type Alarm, DIMENSIONS } from "./alarm";
import { METRICS, type Metric } from "./metrics";

/** What is wrong with a table of alarms, one sentence per problem. CloudWatch itself would accept all of it. */
export const alarmProblems = (alarms: readonly Alarm[]): string[] => [
  ...alarms.flatMap(problemsOf),
  ...repeated(alarms.map(({ id }) => id)).map((id) => `${id}: there are two alarms of that name; rename one`),
];

function problemsOf(alarm: Alarm): string[] {
  const problems = [...nameProblems(alarm), ...timeProblems(alarm)];
  const metrics = METRICS[alarm.namespace]?.metrics;
  const metric = metrics?.[alarm.metric];
  if (!metrics)
    problems.push(`${alarm.namespace} is no known namespace; write one of ${Object.keys(METRICS).join(", ")}`);
  else if (!metric)
    problems.push(`${alarm.namespace} has no metric ${alarm.metric}; write one of ${Object.keys(metrics).join(", ")}`);
  else problems.push(...metricProblems(alarm, metric));
  return problems.map((problem) => `${alarm.id}: ${problem}`);
}

const nameProblems = ({ id }: Alarm): string[] =>
  /^[a-z]+(-[a-z0-9]+)+$/.test(id) ? [] : ["the id is not kebab-case; write it like database-cpu-high"];

/** Limits of PutMetricAlarm: whole minutes, and no more than a day in all. */
function timeProblems({ periodSeconds, periods }: Alarm): string[] {
  const problems: string[] = [];
  if (periodSeconds <= 0 || periodSeconds % 60 !== 0)
    problems.push(`a period of ${periodSeconds} seconds is not in whole minutes; write a multiple of 60`);
  if (!Number.isInteger(periods) || periods < 1 || periods * periodSeconds > 86400)
    problems.push(`${periods} periods of ${periodSeconds} seconds are not between one period and one day`);
  return problems;
}

function metricProblems(alarm: Alarm, { unit, max, by }: Metric): string[] {
  const problems: string[] = [];
  if (alarm.unit !== unit)
    problems.push(`${alarm.metric} is in ${unit}, not in ${alarm.unit ?? "no unit"}; write the threshold in ${unit}`);
  const dimensions = [DIMENSIONS[alarm.target], ...(alarm.worstOf ? [alarm.worstOf] : [])];
  if (!by.some((set) => set.length === dimensions.length && dimensions.every((name) => set.includes(name))))
    problems.push(`${alarm.metric} has no series by ${dimensions.join(" and ")}`);
  return [...problems, ...thresholdProblems(alarm, max)];
}

/** A threshold at the edge of what can occur is never crossed, or always. */
function thresholdProblems({ threshold, comparison, shareOf, unit }: Alarm, max: number): string[] {
  const [top, word] = shareOf ? [1, `share of ${shareOf}`] : [max, unit];
  const crossed = comparison === "above" ? threshold >= 0 && threshold < top : threshold > 0 && threshold <= top;
  return crossed
    ? []
    : [`a threshold ${comparison} ${threshold} ${word} is never or always crossed; write one between 0 and ${top}`];
}

const repeated = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);
