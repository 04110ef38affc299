import type { Line, Priced } from "./line";

/** A sum in US dollars a month that never counts what has no price as nothing. */
export interface Amount {
  /** The sum; null when something has no price, because then there is none. */
  readonly usd: number | null;
  /** The sum of what has a price. */
  readonly atLeastUsd: number;
  /** How many charges have no price. */
  readonly unpriced: number;
  /** Lowest and highest of what has a price, where spot or borrowed prices make it a range; else null. */
  readonly rangeUsd: readonly [number, number] | null;
  /** How many prices are another region's, and which region's; null when none is. */
  readonly borrowed: { readonly prices: number; readonly region: string } | null;
}

/** A sum in whole cents. */
export const cents = (usd: number): number => Math.round(usd * 100) / 100;

const sum = (numbers: readonly number[]): number => cents(numbers.reduce((total, one) => total + one, 0));

/** What lines cost together. */
export const total = (lines: readonly Pick<Line, "monthlyUsd">[]): number =>
  sum(lines.map(({ monthlyUsd }) => monthlyUsd));

/** Adds up what has a price, and counts what has none. */
export function amountOf({ lines, unpriced }: Priced): Amount {
  const atLeastUsd = total(lines);
  const bounds = [0, 1].map((i) => sum(lines.map(({ rangeUsd, monthlyUsd }) => rangeUsd?.[i] ?? monthlyUsd)));
  const borrowed = lines.filter(({ borrowedFor }) => borrowedFor !== undefined);
  return {
    usd: unpriced.length > 0 ? null : atLeastUsd,
    atLeastUsd,
    unpriced: unpriced.length,
    rangeUsd: lines.some(({ rangeUsd }) => rangeUsd) ? [bounds[0] as number, bounds[1] as number] : null,
    borrowed: borrowed[0] ? { prices: borrowed.length, region: borrowed[0].region } : null,
  };
}

/** `$1,234.50` */
export const dollars = (usd: number): string =>
  `${usd < 0 ? "−" : ""}$${Math.abs(usd)
    .toFixed(2)
    .replace(/\B(?=(\d{3})+\.)/g, ",")}`;

/** `$193.51`, `at least $193.51 + 2 without a price`; prices of another region are always said. */
export function inWords({ usd, atLeastUsd, unpriced, borrowed }: Omit<Amount, "rangeUsd">): string {
  const figure = usd === null ? `at least ${dollars(atLeastUsd)} + ${unpriced} without a price` : dollars(usd);
  return `${figure}${borrowed ? ` (${borrowedInWords(borrowed)})` : ""}`;
}

/** `2 of it at prices of us-east-1` */
export const borrowedInWords = ({ prices, region }: NonNullable<Amount["borrowed"]>): string =>
  `${prices} ${prices === 1 ? "price" : "prices"} borrowed from ${region}`;
