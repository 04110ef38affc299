import { type Block, entryOf, type SynthesizedEnvironment } from "../synthesized";
import type { Charge, Part, Pricer, Surroundings } from "./charge";
import { COMPUTE } from "./compute";
import { whyFree } from "./free";
import { KUBERNETES } from "./kubernetes";
import { monthlyUsd, PRICES } from "./price-book";
import { STORES } from "./stores";
import { type Usage, usageOf } from "./usage";
import { WATCHING } from "./watching";

const PRICERS: Readonly<Record<string, Pricer>> = { ...COMPUTE, ...STORES, ...WATCHING, ...KUBERNETES };

/** One charge of one resource, in US dollars a month, rounded to cents. */
export interface Line {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  readonly part: Part;
  /** Key in the price book. */
  readonly price: string;
  readonly count: number;
  readonly monthlyUsd: number;
  readonly assumes: readonly (keyof Usage)[];
}

/** A resource whose price is not known. It is never counted as zero: whoever reads the total must read these too. */
export interface Unpriced {
  readonly stack: string;
  readonly address: string;
  readonly why: string;
}

/** What an environment costs, line by line. */
export interface Estimate {
  readonly lines: readonly Line[];
  readonly unpriced: readonly Unpriced[];
}

/** Prices every resource of one environment. Prices are of us-east-1, on demand. */
export function estimate(environment: SynthesizedEnvironment): Estimate {
  const resources = environment.stacks.flatMap((stack) => stack.resources);
  const surroundings = { resources, usage: usageOf(environment), environment };
  const priced = resources.map((resource) => priceOf(resource, surroundings));
  return { lines: priced.flatMap(({ lines }) => lines), unpriced: priced.flatMap(({ unpriced }) => unpriced) };
}

function priceOf(resource: Block, surroundings: Surroundings): Estimate {
  const { stack, address, type } = resource;
  const pricer = entryOf(PRICERS, type);
  const unknown = (why: string): Unpriced => ({ stack, address, why });
  if (!pricer) return { lines: [], unpriced: whyFree(resource) ? [] : [unknown(`nobody has said what ${type} costs`)] };
  const charges = pricer(resource, surroundings);
  return {
    lines: charges.flatMap((charge) => lineOf(resource, charge) ?? []),
    unpriced: charges.filter((charge) => !lineOf(resource, charge)).map((charge) => unknown(whyUnpriced(charge))),
  };
}

function lineOf({ stack, address }: Block, { price, count, assumes = [], ...rest }: Charge): Line | undefined {
  const entry = PRICES.get(price);
  if (!entry || !Number.isFinite(count)) return undefined;
  return { stack, address, ...rest, price, count, monthlyUsd: cents(monthlyUsd(entry) * count), assumes };
}

const whyUnpriced = ({ what, price }: Charge): string =>
  PRICES.has(price) ? `how much of "${what}" there is cannot be told` : `the price book has no "${price}" (${what})`;

/** A sum in whole cents. */
export const cents = (usd: number): number => Math.round(usd * 100) / 100;

/** What lines cost together. */
export const total = (lines: readonly Pick<Line, "monthlyUsd">[]): number =>
  cents(lines.reduce((sum, line) => sum + line.monthlyUsd, 0));
