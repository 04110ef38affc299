import { type Block, blocksIn } from "../synthesized";
import { type Charge, ofType, type Pricer, referredBy, type Surroundings, text } from "./charge";
import type { Usage } from "./usage";

const part = "keys and monitoring";

/** What a group receives in a month is assumed; how much of it is kept follows from its retention. */
const logGroup: Pricer = (group, surroundings) => {
  const assumed = assumptionOf(group, surroundings);
  const writtenGb = surroundings.usage[assumed];
  const monthsKept = Number(group.values.retention_in_days ?? 0) / (365 / 12);
  return [
    { what: "logs written", price: "log-ingestion", count: writtenGb, part, assumes: [assumed] },
    { what: "logs kept", price: "log-storage", count: writtenGb * monthsKept, part, assumes: [assumed] },
  ];
};

function assumptionOf(group: Block, surroundings: Surroundings): keyof Usage {
  const flows = ofType(surroundings, "aws_flow_log");
  if (flows.some((flow) => referredBy(flow.values.log_destination, flow, surroundings).includes(group)))
    return "flowLogGb";
  return /^\/aws\/eks\/.+\/cluster$/.test(text(group.values.name) ?? "") ? "controlPlaneLogGb" : "otherLogGb";
}

/** An alarm is paid by metric; one on a query is counted as one metric. */
const alarm: Pricer = ({ values }) => {
  const queries = blocksIn(values, "metric_query");
  const metrics = queries.filter((query) => blocksIn(query, "metric").length > 0).length;
  const periods = [values.period, ...queries.map(({ period }) => period)].map(Number).filter(Number.isFinite);
  const price = Math.min(...periods, 60) < 60 ? "alarm-high-resolution" : "alarm";
  return [{ what: "alarm", price, count: Math.max(metrics, 1), part }];
};

const one =
  (what: string, price: string): Pricer =>
  (): Charge[] => [{ what, price, count: 1, part }];

/** Keys, secrets and what watches a platform. */
export const WATCHING: Readonly<Record<string, Pricer>> = {
  aws_cloudwatch_dashboard: one("dashboard", "dashboard"),
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: alarm,
  aws_kms_key: one("key", "kms"),
  aws_secretsmanager_secret: one("secret", "secret"),
};
