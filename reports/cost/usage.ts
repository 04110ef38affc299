import { type SynthesizedEnvironment, toGroup, type Values } from "../synthesized";

/** One assumption about use, for the table that readers see. */
interface Assumption {
  readonly what: string;
  readonly unit: string;
  /** What is assumed where no stack says it: what an environment file assumes that says nothing. */
  readonly standard: number;
}

/** Everything that is assumed about use. The environment file says it under `costs`, the network stack carries it as a local value. */
export const ASSUMPTIONS = {
  natGb: { what: "data through all NAT gateways together", unit: "GB a month", standard: 50 },
  internetGb: { what: "data that each load balancer sends to the internet", unit: "GB a month", standard: 50 },
  loadBalancerUnits: { what: "capacity units that each load balancer uses on average", unit: "LCU", standard: 1 },
  flowLogGb: { what: "flow logs", unit: "GB a month", standard: 5 },
  controlPlaneLogGb: { what: "logs of the EKS control plane", unit: "GB a month", standard: 10 },
  otherLogGb: { what: "each other log group", unit: "GB a month", standard: 1 },
  imageGb: { what: "images kept in each repository", unit: "GB", standard: 10 },
  bucketGb: { what: "objects kept in each bucket", unit: "GB", standard: 1 },
  dailyChangePercent: { what: "part of a volume or database that changes in a day", unit: "percent", standard: 2 },
  spotPercent: { what: "price of spot nodes, of the on-demand price", unit: "percent", standard: 40 },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The assumptions of one environment. */
export type Usage = Readonly<Record<keyof typeof ASSUMPTIONS, number>>;

const KEYS = Object.keys(ASSUMPTIONS) as (keyof Usage)[];

/** The assumptions that an environment's JSON does not carry, in its words. */
export const missingAssumptions = ({ stacks }: SynthesizedEnvironment): (keyof Usage)[] => {
  const found = carried(stacks);
  return KEYS.filter((key) => !isUsable(found[key]));
};

/** The assumptions that an environment's JSON carries; in the place of one that it does not, the standard one. */
export function usageOf({ stacks }: SynthesizedEnvironment): Usage {
  const found = carried(stacks);
  return Object.fromEntries(
    KEYS.map((key) => [key, isUsable(found[key]) ? found[key] : ASSUMPTIONS[key].standard]),
  ) as Usage;
}

const isUsable = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;

const carried = (stacks: SynthesizedEnvironment["stacks"]): Values =>
  toGroup(stacks.find(({ locals }) => locals.usage !== undefined)?.locals.usage);
