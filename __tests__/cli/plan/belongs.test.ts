import { belongingProblem } from "../../../cli/plan/belongs";
import { destroysWhatIsDeclared } from "../../../reports/review";
import { type Change, plan } from "../../reports/review-fixture";

const SHOP = { account: "111122223333", region: "eu-central-1" };
const DATA = { environment: "shop", stack: "data" };

/** A plan whose provider is limited to an account and a region. */
const planOf = (aws: object, changes: readonly Change[] = [], resources: readonly object[] = []) => {
  const tags = [{ tags: { constant_value: { Platform: "shop", Stack: "data" } } }];
  const expressions = { default_tags: tags, ...aws };
  return plan(changes, { configuration: { provider_config: { aws: { expressions } }, root_module: { resources } } });
};
const own = {
  allowed_account_ids: { constant_value: [SHOP.account] },
  region: { constant_value: SHOP.region },
};

describe("a plan that lies at a place", () => {
  test("belongs there when it says so, or does not say", () => {
    expect([belongingProblem(planOf(own), DATA, SHOP), belongingProblem(planOf({}), DATA, SHOP)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each([
    [{ ...DATA, stack: "network" }, SHOP, "it is a plan of shop-data, and not of shop-network"],
    [{ ...DATA, environment: "other" }, SHOP, "it is a plan of shop-data, and not of other-data"],
    [
      DATA,
      { ...SHOP, account: "444455556666" },
      "it was planned for the account 111122223333, and shop is in 444455556666",
    ],
    [DATA, { ...SHOP, region: "us-east-1" }, "it was planned for the region eu-central-1, and shop is in us-east-1"],
  ])("is none of %j in %j", (saved, environment, problem) => {
    expect(belongingProblem(planOf(own), saved, environment)).toBe(problem);
  });
});

describe("a plan that destroys", () => {
  const gone = (more: object = {}): Change => ({ type: "aws_sns_topic", actions: ["delete"], before: {}, more });
  const declared = { address: "aws_sns_topic.main", mode: "managed", type: "aws_sns_topic", name: "main" };

  test("what the code still declares was made with -destroy", () => {
    const made = planOf(own, [gone()], [declared]);
    expect(belongingProblem(made, DATA, SHOP)).toBe(
      "it destroys what the code still declares, so it was made with -destroy",
    );
  });

  test.each([
    ["what the code no longer has", planOf(own, [gone()])],
    [
      "a key that is gone, as Terraform says",
      planOf(own, [gone({ action_reason: "delete_because_each_key" })], [declared]),
    ],
    ["one of several", planOf(own, [gone(), { type: "aws_vpc" }], [declared])],
    ["nothing", planOf(own, [])],
  ])("%s was not", (_, made) => expect(destroysWhatIsDeclared(made)).toBe(false));
});
