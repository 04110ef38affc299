import type { Price } from "./price-book";

/** Months between `yyyy-mm` and `yyyy-mm-dd`. */
const monthsBetween = (month: string, day: string): number =>
  (Number(day.slice(0, 4)) - Number(month.slice(0, 4))) * 12 + Number(day.slice(5, 7)) - Number(month.slice(5, 7));

/** A warning that names every used price of a source whose data is more than a year old on a day, by the month of the data. */
export function agedPrices(prices: readonly Price[], date: string): string[] {
  const byMonth = new Map<string, Set<string>>();
  for (const { date: month, key } of prices.filter((one) => monthsBetween(one.date, date) > 12))
    byMonth.set(month, (byMonth.get(month) ?? new Set()).add(key));
  const months = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1));
  return months.length === 0
    ? []
    : [
        `older than a year on ${date}, look them up again: ${months
          .map(([month, keys]) => `of ${month} ${[...keys].join(", ")}`)
          .join("; ")}`,
      ];
}
