import { amountOf, cents, dollars } from "./amount";
import type { Priced } from "./line";

/** What a month costs more or less. */
export interface Difference {
  /** US dollars more, or less when negative; null when a side has something without a price that the other has not. */
  readonly usd: number | null;
  /** Lowest and highest difference that the prices allow; null where there is no such bound. */
  readonly rangeUsd: readonly [low: number | null, high: number | null];
  /** Charges without a price that came or went. What stays as it is cancels out. */
  readonly unpriced: number;
  /** Whether a price of another region is in it. */
  readonly isBorrowed: boolean;
}

/** Compares two sides. Equal charges cancel out, priced or not; with others without a price the difference is no number. */
export function differenceOf(before: Priced, after: Priced): Difference {
  const [gone, come] = [without(before, after), without(after, before)];
  const [lost, gained] = [amountOf(gone), amountOf(come)];
  const usd = cents(gained.atLeastUsd - lost.atLeastUsd);
  const isKnown = gained.unpriced + lost.unpriced === 0;
  const [low, high] = rangeOf(gone, come, usd);
  return {
    usd: isKnown ? usd : null,
    rangeUsd: [lost.unpriced > 0 ? null : low, gained.unpriced > 0 ? null : high],
    unpriced: gained.unpriced + lost.unpriced,
    isBorrowed: lost.borrowed !== null || gained.borrowed !== null,
  };
}

/** What one side has and the other has not. */
const without = (one: Priced, other: Priced): Priced => ({
  lines: beyond(one.lines, other.lines, ({ stack, address, what, price, region, count }) =>
    [stack, address, what, price, region, count].join("\0"),
  ),
  unpriced: beyond(one.unpriced, other.unpriced, ({ stack, address, what, why }) =>
    [stack, address, what, why].join("\0"),
  ),
});

/** The entries of a list that another list has fewer of. */
function beyond<T>(list: readonly T[], other: readonly T[], idOf: (entry: T) => string): T[] {
  const left = new Map<string, number>();
  for (const id of other.map(idOf)) left.set(id, (left.get(id) ?? 0) + 1);
  return list.filter((entry) => {
    const id = idOf(entry);
    const there = left.get(id) ?? 0;
    left.set(id, there - 1);
    return there <= 0;
  });
}

/** A price is the same on both sides, whatever it turns out to be: only what is more or less of it moves within its range. */
function rangeOf(gone: Priced, come: Priced, usd: number): [number, number] {
  const counts = new Map<string, { count: number; low: number; high: number }>();
  const add = ({ lines }: Priced, sign: 1 | -1) => {
    for (const { price, region, count, monthlyUsd, rangeUsd } of lines.filter((line) => line.count > 0)) {
      const key = `${region} ${price}`;
      const [low, high] = (rangeUsd ?? [monthlyUsd, monthlyUsd]).map((one) => (one - monthlyUsd) / count);
      const before = counts.get(key)?.count ?? 0;
      counts.set(key, { count: before + sign * count, low: low ?? 0, high: high ?? 0 });
    }
  };
  add(gone, -1);
  add(come, 1);
  const moves = [...counts.values()].map(({ count, low, high }) => [count * low, count * high].sort((a, b) => a - b));
  const bound = (i: 0 | 1) => cents(moves.reduce((total, move) => total + (move[i] ?? 0), usd));
  return [bound(0), bound(1)];
}

/** A price with its sign, in USD: `+38.40`. */
const signed = (usd: number): string => `${usd < 0 ? "−" : "+"}${Math.abs(usd).toFixed(2)}`;

/**
 * `+38.40 USD a month`. A sign is written only where every price that is possible gives it; what has no price has none.
 */
export function differenceInWords({ usd, rangeUsd: [low, high], unpriced, isBorrowed }: Difference): string {
  const note = isBorrowed ? ", with prices borrowed from another region" : "";
  if (usd === null) return `${unknownInWords(low, high, unpriced)}${note}`;
  if (usd === 0 && low === 0 && high === 0) return "no difference";
  if (low === null || high === null || low === high) return `${signed(usd)} USD a month${note}`;
  const isCertain = low >= 0 || high <= 0;
  const range = `between ${signed(low)} and ${signed(high)} USD a month`;
  return `${isCertain ? `${signed(usd)} USD a month, ${range.replace(" USD a month", "")}` : range}${note}`;
}

function unknownInWords(low: number | null, high: number | null, unpriced: number): string {
  const missing = `${unpriced} without a price`;
  if (low !== null && low > 0) return `at least ${dollars(low)} a month more + ${missing}`;
  if (high !== null && high < 0) return `at least ${dollars(-high)} a month less + ${missing}`;
  return `unknown: ${missing}`;
}
