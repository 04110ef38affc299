import { bookOf, monthlyUsd as perMonth } from "../../reports/cost/price-book";
import type { Thing } from "./leftover";

/** What something costs in a month, in US dollars; undefined where the price book does not know it, or not for the region. */
export function monthlyUsd(price: NonNullable<Thing["price"]>, region: string): number | undefined {
  if (price === "free") return 0;
  const entry = bookOf(region).price(price.key);
  return entry && entry.borrowedFor === undefined ? price.count * perMonth(entry) : undefined;
}
