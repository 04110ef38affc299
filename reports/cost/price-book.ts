import book from "./prices.json";

/** One entry of the price book. */
export interface Price {
  readonly what: string;
  /** `hour`, or what is paid for once a month, for example `GB-month`. */
  readonly unit: string;
  readonly usd: number;
  /** Where the price is from, in words. */
  readonly source: string;
  /** When it was read there, `<year>-<month>`. */
  readonly date: string;
  readonly confidence: "high" | "medium" | "low";
}

/** Region of every price. */
export const PRICE_REGION = book.region;

/** Hours of an average month. */
export const HOURS = book.hoursPerMonth;

const SOURCES: Readonly<Record<string, string>> = book.sources;

/** Every price by its key, for example `ec2:t3.small`. */
export const PRICES: ReadonlyMap<string, Price> = new Map(
  Object.entries(book.prices).map(([key, { source, ...entry }]) => [
    key,
    { ...entry, source: SOURCES[source] ?? source } as Price,
  ]),
);

/** What one thing costs in a month: an hourly price is paid 730 times. */
export const monthlyUsd = ({ unit, usd }: Price): number => (unit === "hour" ? usd * HOURS : usd);
