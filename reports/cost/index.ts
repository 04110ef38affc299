import type { Stack, SynthesizedEnvironment } from "../synthesized";
import { type Comparison, compareWithDescription } from "./described";
import { type Estimate, estimate, total } from "./estimate";
import { PRICE_REGION, PRICES, type Price } from "./price-book";
import { type Switch, switchesOf } from "./switches";
import { ASSUMPTIONS, LEFT_OUT, type Usage, usageOf } from "./usage";

export type { Comparison } from "./described";
export type { Line, Unpriced } from "./estimate";
export type { Price } from "./price-book";
export type { Switch } from "./switches";

/** What an environment costs in a month of 730 hours, in US dollars, estimated from its synthesized JSON alone. */
export interface CostReport extends Estimate {
  readonly monthlyUsd: number;
  /** By stack, in the order of the stacks. */
  readonly stacks: readonly { readonly stack: string; readonly monthlyUsd: number }[];
  /** What the account's budget allows. @default no budget */
  readonly budget?: { readonly address: string; readonly limitUsd: number };
  /** Why the audit fails; empty when the estimate is within the budget. */
  readonly problems: readonly string[];
  /** What a reader must know before using the total. */
  readonly notices: readonly string[];
  readonly assumptions: readonly {
    readonly key: string;
    readonly value: number;
    readonly unit: string;
    readonly what: string;
  }[];
  readonly leftOut: readonly string[];
  readonly switches: readonly Switch[];
  /** Prices that the lines use, by key. */
  readonly prices: Readonly<Record<string, Price>>;
  readonly described?: Comparison;
}

/** Prices one environment. */
export function reportCost(environment: SynthesizedEnvironment): CostReport {
  const { stacks } = environment;
  const { lines, unpriced } = estimate(environment);
  const monthlyUsd = total(lines);
  const budget = budgetOf(stacks);
  const described = compareWithDescription(environment.name, lines);
  const used = [...new Set(lines.map(({ price }) => price))].sort();
  return {
    lines,
    unpriced,
    monthlyUsd,
    stacks: stacks.map(({ name }) => ({ stack: name, monthlyUsd: total(lines.filter(({ stack }) => stack === name)) })),
    ...(budget && { budget }),
    problems: budget && monthlyUsd > budget.limitUsd ? [exceeded(monthlyUsd, budget.limitUsd)] : [],
    notices: [...regionNotice(stacks), ...unpricedNotice(unpriced.length)],
    assumptions: assumptionsOf(usageOf(environment)),
    leftOut: LEFT_OUT,
    switches: switchesOf(environment),
    prices: Object.fromEntries(used.flatMap((key) => (PRICES.has(key) ? [[key, PRICES.get(key) as Price]] : []))),
    ...(described && { described }),
  };
}

const exceeded = (monthlyUsd: number, limitUsd: number): string =>
  `workloads.monitoring.monthlyBudgetUsd: the estimate of $${monthlyUsd.toFixed(2)} a month exceeds the budget of $${limitUsd}; ` +
  "raise the budget or leave something out";

function budgetOf(stacks: readonly Stack[]): CostReport["budget"] {
  const [budget] = stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type, values }) => type === "aws_budgets_budget" && values.time_unit === "MONTHLY");
  return budget && { address: budget.address, limitUsd: Number(budget.values.limit_amount) };
}

/** The region is that of the zones, which subnets name. */
function regionNotice(stacks: readonly Stack[]): string[] {
  const zones = stacks.flatMap(({ resources }) => resources.map(({ values }) => values.availability_zone));
  const regions = new Set(zones.filter((zone) => typeof zone === "string").map((zone) => zone.replace(/[a-z]$/, "")));
  return [...regions]
    .filter((region) => region !== PRICE_REGION)
    .map(
      (region) => `prices are those of ${PRICE_REGION}; ${region} has prices of its own, so this is a rough estimate`,
    );
}

const unpricedNotice = (count: number): string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? "1 resource has no known price and comes on top"
          : `${count} resources have no known price and come on top`,
      ];

const assumptionsOf = (usage: Usage): CostReport["assumptions"] =>
  Object.entries(ASSUMPTIONS).map(([key, { what, unit }]) => ({
    key: `costs.${key}`,
    value: usage[key as keyof Usage],
    unit,
    what,
  }));
