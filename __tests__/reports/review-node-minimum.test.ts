import { card, plan } from "./review-fixture";

const group = (min: number, desired: number) => ({
  cluster_name: "shop",
  node_group_name: "workers-a-1",
  scaling_config: [{ min_size: min, desired_size: desired, max_size: 9 }],
});
const review = (before: object, after: object) =>
  card(plan([{ type: "aws_eks_node_group", before: { ...before }, after: { ...after } }]));

describe("the minimum of a node group", () => {
  test("above the number that the autoscaler wants is refused, with the command that helps", () => {
    const { isRefused, entries } = review(group(2, 3), group(5, 3));
    expect(isRefused).toBe(true);
    expect(entries[0]?.what).toEqual([
      {
        what: "the new minimum of 5 nodes is above the 3 that are wanted now: EKS refuses it",
        detail:
          "aws eks update-nodegroup-config --cluster-name shop --nodegroup-name workers-a-1 --scaling-config desiredSize=5",
      },
    ]);
  });

  test.each([
    [group(2, 3), group(3, 3)],
    [group(2, 3), group(1, 3)],
  ])("within it is not", (before, after) => {
    expect(review(before, after).isRefused).toBe(false);
  });
});
