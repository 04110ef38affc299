import type { CostReport } from "../../cost";
import { type Markup, markup } from "../../html/markup";
import { list, number, table } from "../../html/parts";
import { chapter } from "./chapter";

/** One amount per month; the resource or controller that causes it. */
export interface CostLine {
  readonly what: string;
  readonly quantity: string;
  /** US dollars for one unit, with its unit. */
  readonly price: string;
  /** US dollars a month. */
  readonly monthly: number;
  /** Where the price is from. */
  readonly source: string;
}

export interface CostView {
  /** US dollars a month. */
  readonly total: number;
  /** US dollars a month that the environment file allows. @default no budget */
  readonly budget?: number;
  /** Day of the price book. */
  readonly priceDate: string;
  readonly stacks: readonly { readonly name: string; readonly total: number; readonly lines: readonly CostLine[] }[];
  /** Types without a price: never counted as nothing. */
  readonly unknown: readonly string[];
  readonly assumptions: readonly string[];
  /** What a switch of the environment file would change, in US dollars a month. */
  readonly switches: readonly { readonly what: string; readonly change: number }[];
  /** Another breakdown of the same platform, line by line. @default none */
  readonly comparison?: {
    readonly title: string;
    readonly rows: readonly {
      readonly what: string;
      readonly described: string;
      readonly computed: string;
      readonly why: string;
    }[];
  };
}

export const cost = chapter({
  id: "cost",
  title: "Cost",
  lead: "What does it cost a month, and what would each switch change?",
  view: ({ cost: found }) => found && costView(found),
  render: (view) => {
    const { total, budget, priceDate, stacks, unknown, assumptions, switches, comparison } = view;
    return markup`<p class="total"><strong>${dollars(total)}</strong> a month, with prices of ${priceDate}${budget !== undefined && `; the budget is ${dollars(budget)}`}.</p>
${stacks.map(stackCost)}
${unknown.length > 0 && markup`<h3>Without a price</h3>${list(unknown)}`}
${
  switches.length > 0 &&
  table(
    "The price of each switch",
    ["Instead", "Change a month"],
    switches.map(({ what, change }) => [what, number(difference(change))]),
  )
}
<h3>Assumptions</h3>
${list(assumptions)}
${
  comparison &&
  table(
    comparison.title,
    ["What", "As described", "Here", "Why they differ"],
    comparison.rows.map(({ what, described, computed, why }) => [what, number(described), number(computed), why]),
  )
}`;
  },
});

const stackCost = ({ name, total, lines }: CostView["stacks"][number]): Markup =>
  markup`<details class="item"><summary><span class="name">${name}</span> <span class="aside">${dollars(total)}</span></summary>${table(
    `Cost of ${name}`,
    ["What", "Quantity", "Price", "A month", "Source"],
    lines.map((line) => [line.what, line.quantity, line.price, number(dollars(line.monthly)), line.source]),
  )}</details>\n`;

const dollars = (amount: number): string => `$${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;

const difference = (usd: number): string =>
  usd === 0 ? "no change" : `${usd < 0 ? "−" : "+"}${dollars(Math.abs(usd))}`;

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
