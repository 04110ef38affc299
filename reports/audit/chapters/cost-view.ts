import {
  type Amount,
  type CostReport,
  differenceInWords,
  dollars,
  inWords,
  type Line,
  PARTS,
  type Price,
} from "../../cost";
import type { Bar } from "../../html/bars";

/** One amount per month; the resource or controller that causes it. */
export interface CostLine {
  readonly what: string;
  readonly stack: string;
  readonly address: string;
  readonly quantity: string;
  /** US dollars for one unit, with its unit. */
  readonly price: string;
  readonly monthly: string;
  /** Region, month and confidence of the price; where it is borrowed, for which region. */
  readonly about: string;
}

export interface CostView {
  /** What a month costs, `at least` where something has no price. */
  readonly total: string;
  readonly firstMonth: string;
  /** Each budget with whether the estimate is within it. */
  readonly budgets: readonly string[];
  /** First and last month of the prices that are used. */
  readonly priceDate: string;
  /** Every price that is used, with where it is from. */
  readonly prices: readonly {
    readonly what: string;
    readonly price: string;
    readonly about: string;
    readonly source: string;
  }[];
  /** What a reader must know before using the total. */
  readonly notices: readonly string[];
  /** By stack, in pieces by kind; and by kind. */
  readonly charts: { readonly stacks: readonly Bar[]; readonly kinds: readonly Bar[] };
  readonly stacks: readonly { readonly name: string; readonly total: string; readonly lines: readonly CostLine[] }[];
  /** Charges without a price: never counted as nothing. */
  readonly unknown: readonly string[];
  readonly assumptions: readonly string[];
  /** What a switch of the environment file would change, the most first. */
  readonly switches: readonly { readonly what: string; readonly change: string }[];
  /** Costs besides the estimate, at a stated use. */
  readonly leftOut: readonly { readonly what: string; readonly use: string; readonly monthly: string }[];
  readonly unpricedKinds: readonly string[];
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

/** The price as the report shows it. */
export function costView(report: CostReport): CostView {
  const { monthly, firstMonthUsd, budgets, notices, unpriced, assumptions, leftOut, described } = report;
  const isComplete = monthly.unpriced === 0;
  return {
    total: inWords(monthly),
    firstMonth: `${isComplete ? "" : "at least "}${dollars(firstMonthUsd)}`,
    budgets: budgets.map(({ limitUsd, verdict }) => `the budget is ${dollars(limitUsd)}: ${VERDICTS[verdict]}`),
    priceDate: datesOf(report.prices),
    prices: report.prices.map((price) => ({
      what: price.what,
      price: figureOf(price),
      about: aboutOf(price),
      source: price.source,
    })),
    notices,
    charts: chartsOf(report),
    stacks: report.stacks.map(({ stack, monthly: own }) => ({
      name: stack,
      total: inWords(own),
      lines: report.lines
        .filter((line) => line.stack === stack && line.monthlyUsd > 0)
        .map((line) => lineView(line, report.prices)),
    })),
    unknown: unpriced.map(({ stack, address, why }) => `${stack} ${address}: ${why}`),
    assumptions: assumptions.map(({ key, value, unit, what }) => `${what}: ${value} ${unit} (${key})`),
    switches: switchRows(report),
    leftOut: leftOut.map(({ what, use, monthlyUsd }) => ({
      what,
      use,
      monthly: monthlyUsd === null ? "no price" : dollars(monthlyUsd),
    })),
    unpricedKinds: report.unpricedKinds,
    ...(described && { comparison: comparisonOf(described) }),
  };
}

const VERDICTS = {
  within: "the estimate is within it",
  exceeded: "the estimate exceeds it",
  undecided: "whether it is enough is undecided",
} as const;

function lineView(line: Line, prices: readonly Price[]): CostLine {
  const { what, stack, address, count, monthlyUsd, rangeUsd, borrowedFor } = line;
  const price = prices.find(
    (one) => one.key === line.price && one.region === line.region && one.borrowedFor === borrowedFor,
  );
  const range = rangeUsd ? ` (${dollars(rangeUsd[0])} to ${dollars(rangeUsd[1])})` : "";
  return {
    what,
    stack,
    address,
    quantity: `${Math.round(count * 100) / 100}`,
    price: price ? figureOf(price) : "",
    monthly: `${dollars(monthlyUsd)}${range}`,
    about: price ? aboutOf(price) : "",
  };
}

const figureOf = ({ usd, unit }: Price): string => `$${Number(usd.toPrecision(6))} / ${unit}`;

const aboutOf = ({ region, borrowedFor, date, confidence }: Price): string =>
  `${borrowedFor ? `borrowed from ${region}: none is known for ${borrowedFor}` : region}, ${date}, ${confidence}`;

/** Pieces are kinds in one order of colours; a bar without a price for something says so in its value. */
const chartsOf = ({ stacks, parts }: CostReport): CostView["charts"] => ({
  stacks: stacks
    .filter(({ monthly }) => monthly.atLeastUsd > 0 || monthly.unpriced > 0)
    .map(({ stack, monthly, parts: own }) => barOf(stack, monthly, own)),
  kinds: [...parts]
    .sort((a, b) => b.monthly.atLeastUsd - a.monthly.atLeastUsd)
    .map((one) => barOf(one.part ?? "of no known kind", one.monthly, [one])),
});

const barOf = (label: string, monthly: Amount, parts: CostReport["parts"]): Bar => ({
  label,
  value: inWords({ ...monthly, borrowed: null }),
  pieces: parts.flatMap(({ part, monthly: own }) =>
    part === null || own.atLeastUsd === 0
      ? []
      : {
          colour: PARTS.indexOf(part),
          length: own.atLeastUsd,
          title: `${part} ${inWords({ ...own, borrowed: null })}`,
        },
  ),
});

const switchRows = ({ switches }: CostReport): CostView["switches"] =>
  switches
    .flatMap(({ key, options }) => options.map(({ value, difference }) => ({ what: `${key}: ${value}`, difference })))
    .sort((a, b) => effectOf(b.difference.usd) - effectOf(a.difference.usd))
    .map(({ what, difference }) => ({ what, change: differenceInWords(difference) }));

const effectOf = (usd: number | null): number => Math.abs(usd ?? Number.POSITIVE_INFINITY);

function datesOf(prices: readonly Price[]): string {
  const dates = [...new Set(prices.map(({ date }) => date))].sort();
  return dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? "no date");
}

const comparisonOf = ({ source, lines }: NonNullable<CostReport["described"]>) => ({
  title: source,
  rows: lines.map(({ name, describedUsd: [low, high], estimatedUsd, figures, because }) => ({
    what: name,
    described: low === high ? `$${low}` : `$${low}–${high}`,
    computed: dollars(estimatedUsd),
    why: figures.includes(" + ") ? `${because} ${dollars(estimatedUsd)} = ${figures}.` : because,
  })),
});
