import { type Block, entryOf, type Stack, type SynthesizedEnvironment } from "../synthesized";
import { cents } from "./amount";
import { type Charge, COMPUTING, type Pricer, type Surroundings, UNTOLD } from "./charge";

import { whyFree } from "./free";
import { KUBERNETES } from "./kubernetes";
import type { Line, Priced, Unpriced } from "./line";
import { MACHINES } from "./machines";
import { NETWORKING } from "./networking";
import { bookOf, monthlyUsd, type Price } from "./price-book";
import { type RegionOf, regionsIn } from "./region";
import { spotPrice } from "./spot";
import { STORES } from "./stores";
import { type Usage, usageOf } from "./usage";
import { WATCHING } from "./watching";

const PRICERS: Readonly<Record<string, Pricer>> = { ...NETWORKING, ...MACHINES, ...STORES, ...WATCHING, ...KUBERNETES };

/** What an environment costs, line by line, and the prices that the lines use. */
export interface Estimate extends Priced {
  readonly prices: readonly Price[];
}

/** Prices every resource of one environment by its own region's prices. @param regionOf where its resources are. @default as they say */
export function estimate(environment: SynthesizedEnvironment, regionOf: RegionOf = regionsIn(environment)): Estimate {
  const resources = environment.stacks.flatMap((stack) => stack.resources);
  const surroundings = { resources, usage: usageOf(environment), environment };
  const found = resources.map((resource) => priceOf(resource, surroundings, regionOf(resource)));
  const prices = new Map(
    found.flatMap((one) => one.prices.map((price) => [`${price.region} ${price.borrowedFor} ${price.key}`, price])),
  );
  return {
    lines: found.flatMap(({ lines }) => lines),
    unpriced: [...found.flatMap(({ unpriced }) => unpriced), ...environment.stacks.flatMap(modulesOf)],
    prices: [...prices.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** What a called module makes is not in the stack's file. */
const modulesOf = ({ name: stack, declarations }: Stack): Unpriced[] =>
  declarations
    .filter(({ kind }) => kind === "module")
    .map(({ address }) => ({
      stack,
      address,
      what: "module",
      why: "what a module makes cannot be seen here",
      isCompute: true,
    }));

function priceOf(resource: Block, surroundings: Surroundings, region: string | undefined): Estimate {
  const { stack, address, type } = resource;
  const pricer = entryOf(PRICERS, type);
  if (!pricer) {
    const why = `nobody has said what ${type} costs`;
    const unpriced = whyFree(resource) ? [] : [{ stack, address, what: type, why, isCompute: true }];
    return { lines: [], unpriced, prices: [] };
  }
  const charges = pricer(resource, surroundings).map((charge) => (isUncounted(resource) ? uncounted(charge) : charge));
  const priced = charges.map((charge) => ({ charge, price: priceFor(charge, region, surroundings.usage) }));
  return {
    lines: priced.flatMap(({ charge, price }) => (price && isTold(charge) ? lineOf(resource, charge, price) : [])),
    unpriced: priced.flatMap(({ charge, price }) =>
      price && isTold(charge)
        ? []
        : {
            stack,
            address,
            what: charge.what,
            why: whyUnpriced(charge, price, region),
            part: charge.part,
            isCompute: COMPUTING.has(charge.part),
          },
    ),
    prices: priced.flatMap(({ charge, price }) => (price && isTold(charge) ? price : [])),
  };
}

const isTold = ({ count }: Charge): boolean => Number.isFinite(count) && count >= 0;

function priceFor({ price }: Charge, region: string | undefined, usage: Usage): Price | undefined {
  const book = bookOf(region);
  return price.startsWith("spot:") ? spotPrice(price, book, usage) : book.price(price);
}

/** A block whose `count` or `for_each` only Terraform can work out; any other was made into its instances when it was read. */
const isUncounted = ({ values: { count, for_each } }: Block): boolean => (count ?? for_each ?? undefined) !== undefined;

const uncounted = (charge: Charge): Charge => ({
  ...charge,
  what: `${charge.what}, nobody can tell how often`,
  count: UNTOLD,
});

function lineOf({ stack, address }: Block, charge: Charge, price: Price): Line {
  const { count, firstCount = count, assumes = [], what, part } = charge;
  const usd = (each: number, many = count) => cents(monthlyUsd({ unit: price.unit, usd: each }) * many);
  return {
    stack,
    address,
    what,
    part,
    price: price.key,
    region: price.region,
    ...(price.borrowedFor !== undefined && { borrowedFor: price.borrowedFor }),
    count,
    monthlyUsd: usd(price.usd),
    firstMonthUsd: usd(price.usd, firstCount),
    ...(price.range && { rangeUsd: [usd(price.range[0]), usd(price.range[1])] as const }),
    assumes,
  };
}

const whyUnpriced = ({ what, price }: Charge, found: Price | undefined, region: string | undefined): string =>
  found
    ? `how much of "${what}" there is cannot be told`
    : `the price book has no "${price}" of ${region ?? "any region"} (${what})`;
