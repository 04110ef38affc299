import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { entryOf } from "../synthesized";
import { serviceOf } from "./services";

/** One price, with everything a reader needs to believe it. */
export interface Price {
  /** Key in the price book, for example `ec2:t3.small`. */
  readonly key: string;
  readonly what: string;
  /** `hour`, or what is paid for once a month, for example `GB-month`. */
  readonly unit: string;
  readonly usd: number;
  /** Lowest and highest it may turn out to be: spot prices move, and a borrowed price is not this region's. @default exact */
  readonly range?: readonly [number, number];
  /** Whose price it is; `every region` where AWS has one for all. */
  readonly region: string;
  /** The region it was needed for, when that has none of its own; `an unknown region` when nothing says which. */
  readonly borrowedFor?: string;
  /** Where the price is from, in words. */
  readonly source: string;
  /** When it was read there, `<year>-<month>`. */
  readonly date: string;
  readonly confidence: "high" | "medium" | "low";
}

/** The prices that hold in one region. */
export interface PriceBook {
  /** A price by its key: the region's own, else the one of every region, else a service's of `LENDER`; undefined when unknown. */
  readonly price: (key: string) => Price | undefined;
  /** Percent that a type has lately cost less on the spot market, when that is known. */
  readonly spotSaving: (type: string) => number | undefined;
}

/** Whose prices of services are shown where a region has none; machines are never borrowed from a known region. */
export const LENDER = "us-east-1";
/** Hours of an average month. */
export const HOURS = 730;

/** What one thing costs in a month: an hourly price is paid 730 times. */
export const monthlyUsd = ({ unit, usd }: Pick<Price, "unit" | "usd">): number => (unit === "hour" ? usd * HOURS : usd);

type Table = Readonly<Record<string, number>>;
type Source = Pick<Price, "date" | "confidence"> & { readonly what: string };
interface File {
  readonly blocks: readonly { readonly prefix: string; readonly source: string; readonly prices: Table }[];
  readonly spotSaving?: Table;
}

/** Written by `npm run prices`: a file for each region, so that a run reads only what it needs. */
const FOLDER = resolve(__dirname, "../../../reports/cost/prices");
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
const EVERYWHERE = "every-region";

/** Regions with prices of their own. */
export const priceRegions = (): string[] =>
  readdirSync(FOLDER)
    .map((file) => file.replace(/\.json$/, ""))
    .filter((name) => name !== EVERYWHERE && name !== "sources")
    .sort();

/** Keeps what was read: the same file is asked for thousands of times. */
function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}

const sources = remembered((_: "") => readJson("sources") as Readonly<Record<string, Source>>);

/** A region's file as a map; of one that has none, and of a name that is none, an empty one. */
const fileOf = remembered((name: string): { prices: ReadonlyMap<string, Price>; spotSaving: Table } => {
  if (!/^[a-z]+(-[a-z]+)+(-\d)?$/.test(name) || !existsSync(join(FOLDER, `${name}.json`)))
    return { prices: new Map(), spotSaving: {} };
  const { blocks, spotSaving = {} } = readJson(name) as File;
  const region = name === EVERYWHERE ? "every region" : name;
  const prices = blocks.flatMap(({ prefix, source, prices: own }) => {
    const { what: from, date, confidence } = sources("")[source] as Source;
    return Object.entries(own).map(([key, usd]): [string, Price] => [
      prefix + key,
      { key: prefix + key, ...serviceOf(prefix + key), usd, region, source: from, date, confidence },
    ]);
  });
  return { prices: new Map(prices), spotSaving };
});

/** The prices of a region. @param region undefined when nothing says which one it is: then every price is borrowed */
export const bookOf = remembered((region: string | undefined): PriceBook => {
  const own = region === undefined ? undefined : fileOf(region);
  return {
    price: remembered(
      (key: string) =>
        own?.prices.get(key) ?? metricsOf(key, own) ?? fileOf(EVERYWHERE).prices.get(key) ?? borrowed(key, region),
    ),
    spotSaving: (type) => entryOf((own ?? fileOf(LENDER)).spotSaving, type),
  };
});

/** Detailed monitoring is seven metrics. Source: AWS CloudWatch pricing page. */
function metricsOf(key: string, own: ReturnType<typeof fileOf> | undefined): Price | undefined {
  const metric = key === "ec2-detailed-monitoring" ? own?.prices.get("metric") : undefined;
  return metric && { ...metric, key, ...serviceOf(key), usd: metric.usd * 7 };
}

const isMachine = (key: string): boolean => key.includes(":");

function borrowed(key: string, region: string | undefined): Price | undefined {
  if (region === LENDER || (region !== undefined && isMachine(key))) return undefined;
  const lent = fileOf(LENDER).prices.get(key) ?? metricsOf(key, fileOf(LENDER));
  if (!lent) return undefined;
  return { ...lent, range: rangeOf(key, lent.usd), borrowedFor: region ?? "an unknown region" };
}

/** The cheapest and the dearest that a price is anywhere. */
function rangeOf(key: string, usd: number): readonly [number, number] {
  const found = priceRegions().flatMap(
    (name) => (fileOf(name).prices.get(key) ?? metricsOf(key, fileOf(name)))?.usd ?? [],
  );
  return [Math.min(usd, ...found), Math.max(usd, ...found)];
}
