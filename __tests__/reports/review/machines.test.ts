import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { toJunit, toSarif } from "../../../reports/review";
import { card, plan, ROOT, realPlan } from "../review-fixture";

const schema = JSON.parse(readFileSync(join(ROOT, "docs/review.schema.json"), "utf8"));
const PLANS = ["network-create", "data-change", "data-replace", "data-open", "network-drift", "cluster-upgrade"];

describe("the JSON of a review", () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

  test.each(PLANS)("is what its schema says: %s", (name) => {
    validate(JSON.parse(JSON.stringify(card(realPlan(name)))));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("is not anything: the schema refuses a group that nobody knows", () => {
    const view = JSON.parse(JSON.stringify(card(realPlan("data-open"))));
    view.entries[0].group = "fine";
    expect(validate(view)).toBe(false);
  });
});

describe("JUnit and SARIF", () => {
  const view = card(plan([{ type: "aws_db_instance", actions: ["delete"] }, { type: "aws_vpc" }]));

  test("a refused change is a failure", () => {
    expect(toJunit(view)).toContain('<testsuite name="shop-data" tests="2" failures="1">');
    expect(toJunit(view)).toContain(
      '<testcase classname="shop-data.data loss" name="aws_db_instance.main delete"><failure message="the database and everything in it are destroyed"/></testcase>',
    );
  });

  test("a refused change is an error with its address", () => {
    const [result] = JSON.parse(toSarif(view)).runs[0].results;
    expect(result).toMatchObject({
      ruleId: "data loss",
      level: "error",
      locations: [{ logicalLocations: [{ fullyQualifiedName: "shop-data aws_db_instance.main" }] }],
    });
  });
});
