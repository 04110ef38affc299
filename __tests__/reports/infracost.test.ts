import { total } from "../../reports/cost/amount";
import { estimate } from "../../reports/cost/estimate";
import { bookOf } from "../../reports/cost/price-book";
import type { Block } from "../helpers";
import { stackOf } from "./cost-fixture";
import published from "./infracost.json";

/** How far from Infracost's figure, in percent. */
const offBy = (usd: number, published: number): number => Math.abs(usd / published - 1) * 100;

describe("beside what Infracost publishes", () => {
  test.each(published.resources.map((one) => [`${one.name} of ${one.test}`, one] as const))(
    "%s costs the same within two percent",
    (_name, { type, values, region, usd }) => {
      const { lines, unpriced } = estimate(stackOf({ [type]: { x: values } } as Block, {}, region));
      expect(unpriced).toEqual([]);
      expect(offBy(total(lines.filter(({ assumes }) => assumes.length === 0)), usd)).toBeLessThan(2);
    },
  );

  test.each(published.units.map((one) => [`${one.price} of ${one.region}`, one] as const))(
    "%s is the same price within two percent",
    (_name, { price, region, usd }) => {
      const found = bookOf(region).price(price);
      expect(found?.borrowedFor).toBeUndefined();
      expect(offBy(found?.usd ?? Number.NaN, usd)).toBeLessThan(2);
    },
  );
});
