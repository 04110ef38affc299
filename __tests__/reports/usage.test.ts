import { environmentSchema } from "../../environments/schema";
import { ASSUMPTIONS } from "../../reports/cost/usage";
import { STANDARD } from "./cost-fixture";

describe("the standard assumptions", () => {
  const standard = Object.fromEntries(Object.entries(ASSUMPTIONS).map(([key, one]) => [key, one.standard]));

  test("are those of an environment file that says nothing", () => {
    expect(environmentSchema.shape.costs.parse(undefined)).toEqual(standard);
  });

  test("are those that the tests price with", () => {
    expect(STANDARD).toEqual(standard);
  });
});
