import { type SynthesizedEnvironment, toGroup, type Values } from "../synthesized";

/** What is assumed about use. The environment file says it under `costs`, the network stack carries it as a local value. */
export interface Usage {
  readonly natGb: number;
  readonly internetGb: number;
  readonly loadBalancerUnits: number;
  readonly flowLogGb: number;
  readonly controlPlaneLogGb: number;
  readonly otherLogGb: number;
  readonly imageGb: number;
  readonly bucketGb: number;
  readonly dailyChangePercent: number;
  readonly spotPercent: number;
}

/** Each assumption with its unit, for the table that readers see. */
export const ASSUMPTIONS: Readonly<Record<keyof Usage, { readonly what: string; readonly unit: string }>> = {
  natGb: { what: "data through all NAT gateways together", unit: "GB a month" },
  internetGb: { what: "data that each load balancer sends to the internet", unit: "GB a month" },
  loadBalancerUnits: { what: "capacity units that each load balancer uses on average", unit: "LCU" },
  flowLogGb: { what: "flow logs", unit: "GB a month" },
  controlPlaneLogGb: { what: "logs of the EKS control plane", unit: "GB a month" },
  otherLogGb: { what: "each other log group", unit: "GB a month" },
  imageGb: { what: "images kept in each repository", unit: "GB" },
  bucketGb: { what: "objects kept in each bucket", unit: "GB" },
  dailyChangePercent: { what: "part of a volume or database that changes in a day", unit: "percent" },
  spotPercent: { what: "price of spot nodes, of the on-demand price", unit: "percent" },
};

/** What costs money and is not in the estimate, each with its price. */
export const LEFT_OUT: readonly string[] = [
  "alarms on what a switch adds ($0.10 each)",
  "free tiers of the account: other things in it may use them up",
  "requests to KMS ($0.03 per 10 000), Secrets Manager ($0.05 per 10 000), S3 and SNS",
  "traffic between zones ($0.01 per GB in each direction) and through interface endpoints ($0.01 per GB)",
  "processor credits of T3 instances beyond what they earn ($0.05 per vCPU-hour)",
  "snapshots of the cache ($0.085 per GB-month) and enhanced monitoring of the database (written to CloudWatch logs)",
  "DNS queries ($0.40 per million), taxes, support plans, discounts and reservations",
];

/** The assumptions that an environment's JSON does not carry. With any of them missing it has no price. */
export function missingAssumptions({ stacks }: SynthesizedEnvironment): string[] {
  const found = carried(stacks);
  return Object.keys(ASSUMPTIONS).filter((key) => typeof found[key] !== "number");
}

/**
 * The assumptions that an environment's JSON carries.
 * @throws Error when one is missing
 */
export function usageOf(environment: SynthesizedEnvironment): Usage {
  const missing = missingAssumptions(environment);
  if (missing.length > 0)
    throw new Error(
      `no stack of ${environment.name} has a local value "usage" with ${missing.join(", ")}; the network stack writes it`,
    );
  return carried(environment.stacks) as unknown as Usage;
}

const carried = (stacks: SynthesizedEnvironment["stacks"]): Values =>
  toGroup(stacks.find(({ locals }) => locals.usage !== undefined)?.locals.usage);
