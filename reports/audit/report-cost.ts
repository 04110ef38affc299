import { type CostReport, reportCost } from "../cost";
import { missingAssumptions } from "../cost/usage";
import type { CostView } from "../html/sections/cost";
import type { SynthesizedEnvironment } from "../synthesized";

/** The price of an environment; undefined when no stack, as the network's does, carries all assumptions about use. */
export const costOf = (environment: SynthesizedEnvironment): CostReport | undefined =>
  missingAssumptions(environment).length === 0 ? reportCost(environment) : undefined;

/** The price as the report shows it. */
export function costView(report: CostReport): CostView {
  const { monthlyUsd, budget, stacks, lines, prices, unpriced, assumptions, leftOut, switches, described } = report;
  return {
    total: monthlyUsd,
    ...(budget && { budget: budget.limitUsd }),
    priceDate: datesOf(prices),
    stacks: stacks.map(({ stack, monthlyUsd: total }) => ({
      name: stack,
      total,
      lines: lines
        .filter((line) => line.stack === stack && line.monthlyUsd > 0)
        .map(({ what, address, count, price, monthlyUsd: monthly }) => ({
          what: `${what} (${address})`,
          quantity: `${Math.round(count * 100) / 100}`,
          price: `${prices[price]?.usd} / ${prices[price]?.unit}`,
          monthly,
          source: prices[price]?.source ?? "",
        })),
    })),
    unknown: unpriced.map(({ stack, address, why }) => `${stack} ${address}: ${why}`),
    assumptions: [
      ...report.notices,
      ...assumptions.map(({ key, value, unit, what }) => `${what}: ${value} ${unit} (${key})`),
      ...leftOut.map((what) => `not counted: ${what}`),
    ],
    switches: switches.flatMap(({ key, options }) =>
      options.map(({ value, differenceUsd }) => ({ what: `${key}: ${value}`, change: differenceUsd })),
    ),
    ...(described && { comparison: comparisonOf(described) }),
  };
}

/** First and last month of the prices that are used. */
function datesOf(prices: CostReport["prices"]): string {
  const dates = [...new Set(Object.values(prices).map(({ date }) => date))].sort();
  return dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? "no date");
}

const comparisonOf = ({ source, lines }: NonNullable<CostReport["described"]>) => ({
  title: source,
  rows: lines.map(({ name, describedUsd: [low, high], estimatedUsd, because }) => ({
    what: name,
    described: low === high ? `$${low}` : `$${low}–${high}`,
    computed: `$${estimatedUsd.toFixed(2)}`,
    why: because,
  })),
});
