import { readSupportCalendar } from "../built/support";
import type { Stack, SynthesizedEnvironment } from "../synthesized";
import { agedPrices } from "./age";
import { type Amount, amountOf, borrowedInWords, cents, dollars } from "./amount";
import { type Budget, budgetsOf, noticesOf, problemOf } from "./budget";
import { PARTS, type Part } from "./charge";
import { type Comparison, compareWithDescription } from "./described";
import { type Estimate, estimate } from "./estimate";
import { type LeftOut, leftOutOf, UNPRICED_KINDS } from "./left-out";
import { ofPart as inPart, ofStack as inStack, type Priced } from "./line";
import { regionsIn } from "./region";
import { type Switch, switchesOf } from "./switches";
import { ASSUMPTIONS, missingAssumptions, type Usage, usageOf } from "./usage";

export { type Amount, dollars, inWords } from "./amount";
export type { Budget } from "./budget";
export { PARTS, type Part } from "./charge";
export type { Comparison } from "./described";
export { type Difference, differenceInWords } from "./difference";
export type { LeftOut } from "./left-out";
export type { Line, Priced, Unpriced } from "./line";
export type { Price } from "./price-book";
export type { Switch } from "./switches";

/** What is paid for one part. */
export interface PartAmount {
  /** Null: nobody has said what it is for, so it has no price either. */
  readonly part: Part | null;
  readonly monthly: Amount;
}

/** What an environment costs in a month of 730 hours, in US dollars, estimated from its synthesized JSON alone. */
export interface CostReport extends Estimate {
  readonly monthly: Amount;
  /** What the first month costs of what has a price: logs and backups are only beginning, keys have not been rotated. */
  readonly firstMonthUsd: number;
  /** By stack, in the order of the stacks. */
  readonly stacks: readonly {
    readonly stack: string;
    readonly monthly: Amount;
    readonly parts: readonly PartAmount[];
  }[];
  /** By what it is for, over all stacks. */
  readonly parts: readonly PartAmount[];
  readonly budgets: readonly Budget[];
  /** Why the audit fails; empty when the estimate is within every budget. */
  readonly problems: readonly string[];
  /** What a reader must know before using the total. */
  readonly notices: readonly string[];
  readonly assumptions: readonly {
    readonly key: string;
    readonly value: number;
    readonly unit: string;
    readonly what: string;
  }[];
  readonly leftOut: readonly LeftOut[];
  /** Kinds of cost that have no figure here at all. */
  readonly unpricedKinds: readonly string[];
  readonly switches: readonly Switch[];
  readonly described?: Comparison;
}

/** Prices one environment. @param date day by which prices are old or not, `yyyy-mm-dd`. @default that of the support calendar */
export function reportCost(environment: SynthesizedEnvironment, date = readSupportCalendar().date): CostReport {
  const { stacks } = environment;
  const regionOf = regionsIn(environment);
  const { lines, unpriced, prices } = estimate(environment, regionOf);
  const priced = { lines, unpriced };
  const monthly = amountOf(priced);
  const budgets = budgetsOf(environment, priced, monthly);
  const described = compareWithDescription(environment.name, lines);
  return {
    monthly,
    firstMonthUsd: cents(lines.reduce((sum, { firstMonthUsd }) => sum + firstMonthUsd, 0)),
    stacks: stacks.map((stack) => ofStack(stack, priced)),
    parts: partsOf(priced),
    lines,
    unpriced,
    budgets,
    problems: budgets.flatMap((budget) => problemOf(budget, priced, monthly)),
    notices: [
      ...unpricedNotice(unpriced.length),
      ...borrowedNotice(priced, monthly),
      ...rangeNotice(priced, monthly),
      ...assumedNotice(environment),
      ...budgets.flatMap((budget) => noticesOf(budget, monthly)),
      ...agedPrices(prices, date),
    ],
    assumptions: assumptionsOf(usageOf(environment)),
    leftOut: leftOutOf(environment, regionOf),
    unpricedKinds: UNPRICED_KINDS,
    switches: switchesOf(environment),
    prices,
    ...(described && { described }),
  };
}

/** The parts that something is paid for, those without a price too. */
const partsOf = (priced: Priced): PartAmount[] =>
  [...PARTS, undefined]
    .map((part) => ({ part: part ?? null, monthly: amountOf(inPart(priced, part)) }))
    .filter(({ monthly }) => monthly.atLeastUsd > 0 || monthly.unpriced > 0);

function ofStack({ name }: Stack, priced: Priced): CostReport["stacks"][number] {
  const own = inStack(priced, name);
  return { stack: name, monthly: amountOf(own), parts: partsOf(own) };
}

const unpricedNotice = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${count} ${count === 1 ? "charge has no known price and comes" : "charges have no known price and come"} on top`,
      ];

function borrowedNotice({ lines }: Priced, { borrowed }: Amount): string[] {
  if (!borrowed) return [];
  const needed = [...new Set(lines.flatMap(({ borrowedFor }) => borrowedFor ?? []))].join(", ");
  return [`${borrowedInWords(borrowed)}, because none is known for ${needed}; each is marked`];
}

function rangeNotice({ lines }: Priced, { rangeUsd, borrowed }: Amount): string[] {
  if (!rangeUsd) return [];
  const isSpot = lines.some(({ price }) => price.startsWith("spot:"));
  const which = [...(isSpot ? ["spot"] : []), ...(borrowed ? ["borrowed"] : [])].join(" and ");
  return [`${which} prices make what has a price anything from ${dollars(rangeUsd[0])} to ${dollars(rangeUsd[1])}`];
}

function assumedNotice(environment: SynthesizedEnvironment): string[] {
  const missing = missingAssumptions(environment);
  return missing.length === 0
    ? []
    : [`no stack says what is assumed about ${missing.join(", ")}, so the standard assumptions are taken`];
}

const assumptionsOf = (usage: Usage): CostReport["assumptions"] =>
  Object.entries(ASSUMPTIONS).map(([key, { what, unit }]) => ({
    key: `costs.${key}`,
    value: usage[key as keyof Usage],
    unit,
    what,
  }));
