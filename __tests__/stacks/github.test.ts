import { addStacks } from "../../stacks";
import { load, shopWith } from "../environments/fixture";
import { type Block, synthesized, testApp } from "../helpers";

const GITHUB = ["delivery:\n", "delivery:\n  github: { repository: example/platform }\n"] as const;

/** Stacks of the shop by name. */
function stacksWith(...changes: readonly (readonly [string | RegExp, string])[]): Record<string, Block> {
  const [environment] = load({ "shop.yaml": shopWith(...changes) }).environments;
  if (!environment) throw new Error("the fixture is not an environment");
  return Object.fromEntries(
    addStacks(testApp(), environment).map((stack) => [stack.stackName, synthesized(stack).json]),
  );
}

describe("delivery.github", () => {
  const { bootstrap, cluster } = stacksWith(GITHUB);

  test("has bootstrap publish both roles", () => {
    expect(Object.keys(bootstrap.output)).toEqual(
      expect.arrayContaining(["github_plan_role_arn", "github_deploy_role_arn"]),
    );
  });

  test("lets the deploy role administer the cluster and the plan role look at it", () => {
    const entries = Object.values(cluster.resource.aws_eks_access_entry as Record<string, Block>);
    expect(entries.map(({ principal_arn }) => principal_arn).sort()).toEqual([
      "arn:aws:iam::111122223333:role/admin",
      "arn:aws:iam::111122223333:role/shop-github-deploy",
      "arn:aws:iam::111122223333:role/shop-github-plan",
    ]);
  });

  test("lets the deploy role make the cluster's OIDC provider when the cluster has one", () => {
    const policyWith = (...more: readonly (readonly [string, string])[]): string =>
      stacksWith(GITHUB, ...more).bootstrap.resource.aws_iam_role_policy.github_deploy_own_policy.policy;
    const own = policyWith(['version: "1.35"', 'version: "1.35"\n  oidcProvider: true']);
    expect([own, policyWith()].map((policy) => policy.includes("oidc.eks.eu-central-1.amazonaws.com"))).toEqual([
      true,
      false,
    ]);
  });

  test("alone makes no delivery stack", () => {
    const only = "delivery: { github: { repository: example/platform } }\n";
    const names = Object.keys(stacksWith([/delivery:\n(?: .*\n)+/, only]));
    expect(names).toEqual(["bootstrap", "network", "cluster", "data", "workloads"]);
  });

  test("that is absent makes no role", () => {
    expect(
      stacksWith(["shop-repo: {}", "shop-repo: { untaggedDays: 7 }"]).bootstrap.resource.aws_iam_role,
    ).toBeUndefined();
  });
});
