import { card, plan } from "./review-fixture";

const review = (before: readonly string[], after: readonly string[], more: object = {}) => {
  const cluster = (subnet_ids: readonly string[]) => ({ name: "shop", vpc_config: [{ subnet_ids: [...subnet_ids] }] });
  return card(plan([{ type: "aws_eks_cluster", before: cluster(before), after: { ...cluster(after), ...more } }]));
};

describe("the subnets of a control plane", () => {
  test.each([
    ["of one zone more", ["subnet-b", "subnet-c"], ["subnet-a", "subnet-b", "subnet-c"]],
    ["of one zone less", ["subnet-a", "subnet-b", "subnet-c"], ["subnet-b", "subnet-c"]],
    ["that may be of another zone", ["subnet-a", "subnet-b"], ["subnet-a", "subnet-c"]],
  ])("%s need an approval, because EKS keeps to the zones of the day it was made", (_, before, after) => {
    const { isRefused, entries } = review(before, after);
    expect(isRefused).toBe(true);
    expect(entries[0]?.what.map(({ what }) => what)).toEqual([
      "the control plane gets other subnets: EKS refuses them unless every zone that the cluster was made in has one, and no other zone",
    ]);
  });

  test("that stay are not spoken of", () => {
    const { isRefused, entries } = review(["subnet-a", "subnet-b"], ["subnet-a", "subnet-b"], { version: "1.36" });
    expect(isRefused).toBe(false);
    expect(JSON.stringify(entries)).not.toContain("other subnets");
  });
});
