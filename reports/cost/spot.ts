import type { Price, PriceBook } from "./price-book";
import type { Usage } from "./usage";

/** The most that AWS says a spot instance can cost less, in percent. Source: Amazon EC2 Spot Instances pricing page. */
const MOST_SAVING = 90;

/**
 * What one of several types costs on the spot market: the assumed part of what the first costs on demand. It never costs more
 * than the dearest of them on demand, and has lately been as cheap as Spot Advisor says.
 * @param key `spot:` and the types with `+` between them
 */
export function spotPrice(key: string, book: PriceBook, { spotPercent }: Usage): Price | undefined {
  const types = key.slice("spot:".length).split("+");
  const found = types.map((type) => ({ type, price: book.price(`ec2:${type}`) }));
  const prices = found.flatMap(({ price }) => price ?? []);
  const [first] = prices;
  if (!first || prices.length < types.length) return undefined;
  const usd = (first.usd * spotPercent) / 100;
  const lowest = found.map(({ type, price }) => (price?.usd ?? 0) * (1 - (book.spotSaving(type) ?? MOST_SAVING) / 100));
  return {
    ...first,
    key,
    what: `${types.join(" or ")} on the spot market, ${spotPercent} percent of on demand`,
    usd,
    range: [Math.min(usd, ...lowest), Math.max(usd, ...prices.map((one) => one.range?.[1] ?? one.usd))],
    confidence: "medium",
  };
}
