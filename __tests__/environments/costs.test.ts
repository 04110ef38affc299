import { load, problemsWith, SHOP, shopWith } from "./fixture";

/** What the cost report assumes for the shop with changes. */
const costsOf = (text: string) => load({ "shop.yaml": text }).environments[0]?.costs;

describe("costs", () => {
  test("that are not written are those of a small platform", () => {
    expect(costsOf(SHOP)).toEqual({
      natGb: 50,
      internetGb: 50,
      loadBalancerUnits: 1,
      flowLogGb: 5,
      controlPlaneLogGb: 10,
      otherLogGb: 1,
      imageGb: 10,
      bucketGb: 1,
      dailyChangePercent: 2,
      spotPercent: 40,
    });
  });

  test("that are written replace their defaults one by one", () => {
    expect(costsOf(shopWith(["network:\n", "costs: { natGb: 500 }\nnetwork:\n"]))).toMatchObject({
      natGb: 500,
      internetGb: 50,
    });
  });

  test("of spot nodes above the on-demand price are refused", () => {
    expect(problemsWith(["network:\n", "costs: { spotPercent: 140 }\nnetwork:\n"])).toEqual([
      "costs.spotPercent: 140 is not a whole number of percent from 10 to 100; write one within that range",
    ]);
  });
});
