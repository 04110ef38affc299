import { type Block, blocksIn } from "../synthesized";
import { type Charge, ofType, type Pricer, referredBy, type Surroundings, text, UNTOLD } from "./charge";
import type { Usage } from "./usage";

const part = "keys and monitoring";

/** What of written logs is kept, because CloudWatch compresses them. Source: Amazon CloudWatch pricing page, examples. */
const COMPRESSED = 0.15;
const DAYS_OF_A_MONTH = 365 / 12;

/** What a group receives in a month is assumed; how much of it is kept follows from its retention. */
const logGroup: Pricer = (group, surroundings) => {
  const assumed = assumptionOf(group, surroundings);
  const writtenGb = surroundings.usage[assumed];
  const days = Number(group.values.retention_in_days ?? 0);
  const isRare = group.values.log_group_class === "INFREQUENT_ACCESS";
  const months = days / DAYS_OF_A_MONTH;
  const keptGb = writtenGb * COMPRESSED * months;
  const firstGb = writtenGb * COMPRESSED * (months > 1 ? 0.5 : months - months ** 2 / 2);
  const assumes = [assumed] as const;
  return [
    {
      what: "logs written",
      price: isRare ? "log-ingestion-infrequent" : "log-ingestion",
      count: writtenGb,
      part,
      assumes,
    },
    days > 0
      ? { what: `logs kept for ${days} days`, price: "log-storage", count: keptGb, firstCount: firstGb, part, assumes }
      : { what: "logs kept for ever, more every month", price: "log-storage", count: UNTOLD, part, assumes },
  ];
};

function assumptionOf(group: Block, surroundings: Surroundings): keyof Usage {
  const flows = ofType(surroundings, "aws_flow_log");
  if (flows.some((flow) => referredBy(flow.values.log_destination, flow, surroundings).includes(group)))
    return "flowLogGb";
  return /^\/aws\/eks\/.+\/cluster$/.test(text(group.values.name) ?? "") ? "controlPlaneLogGb" : "otherLogGb";
}

/** An alarm is paid by metric; one on a query is counted as one metric, a band around what is expected as three. */
const alarm: Pricer = ({ values }) => {
  const queries = blocksIn(values, "metric_query");
  const found = queries.flatMap((query) => blocksIn(query, "metric"));
  const periods = [values, ...queries, ...found].map(({ period }) => Number(period ?? UNTOLD)).filter(Number.isFinite);
  const price = Math.min(...periods, 60) < 60 ? "alarm-high-resolution" : "alarm";
  const bounds = text(values.threshold_metric_id) ? 3 : 1;
  return [{ what: "alarm", price, count: Math.max(found.length, 1) * bounds, part }];
};

/** AWS asks for the first two rotations that a key keeps, and for no later one. Source: AWS KMS pricing page, since April 2024. */
const key: Pricer = ({ values }) => [
  { what: "key", price: "kms", count: 1, part },
  ...(values.enable_key_rotation === true
    ? [
        {
          what: "its rotations, from the second and third year on",
          price: "kms",
          count: 2,
          firstCount: 0,
          part,
        } as const,
      ]
    : []),
];

const one =
  (what: string, price: string): Pricer =>
  (): Charge[] => [{ what, price, count: 1, part }];

/** Keys, secrets and what watches a platform. */
export const WATCHING: Readonly<Record<string, Pricer>> = {
  aws_cloudwatch_composite_alarm: one("composite alarm", "alarm-composite"),
  aws_cloudwatch_dashboard: one("dashboard", "dashboard"),
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: alarm,
  aws_kms_key: key,
  aws_secretsmanager_secret: one("secret", "secret"),
};
