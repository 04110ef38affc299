import { card, groupsOf, plan } from "./review-fixture";

const change = (type: string, attribute: string, from: string, to: string, more: object = {}) => ({
  type,
  before: { [attribute]: from, ...more },
  after: { [attribute]: to, ...more },
});
const steps = (...args: Parameters<typeof change>): string[] =>
  groupsOf(change(...args)).filter((line) => /AWS refuses/.test(line));

describe("version steps", () => {
  test.each([
    [
      "1.33",
      "1.35",
      "downtime: the control plane is at 1.33, and 1.35 is more than one minor version away: AWS refuses it",
    ],
    [
      "1.35",
      "1.34",
      "downtime: the control plane is at 1.35 and cannot go back to 1.34: AWS refuses it, or it is made anew",
    ],
    ["1.9", "1.10", undefined],
    ["1.35", "1.36", undefined],
    ["1.35", "1.35", undefined],
  ])("Kubernetes from %s to %s", (from, to, line) => {
    expect(steps("aws_eks_cluster", "version", from, to)).toEqual(line ? [expect.stringContaining(line)] : []);
  });

  test.each([
    ["aws_eks_node_group", "version", "1.35", "1.34", true],
    ["aws_eks_node_group", "version", "1.33", "1.35", false],
    ["aws_eks_node_group", "release_version", "1.35.3-20260714", "1.35.3-20260601", true],
    ["aws_eks_node_group", "release_version", "1.35.3-20260714", "1.35.2-20260801", true],
    ["aws_eks_node_group", "release_version", "1.35.3-20260714", "1.36.0-20260601", false],
    ["aws_eks_node_group", "release_version", "1.35.3-20260601", "1.35.3-20260714", false],
    ["aws_eks_node_group", "release_version", "1.50.0-1a2b3c4d", "1.49.0-ffffffff", true],
    ["aws_eks_node_group", "release_version", "1.50.0-ffffffff", "1.50.0-1a2b3c4d", false],
    ["aws_db_instance", "engine_version", "17", "16", true],
    ["aws_db_instance", "engine_version", "16.14", "16.13", true],
    ["aws_db_instance", "engine_version", "16.14", "16", false],
    ["aws_db_instance", "engine_version", "14.9", "17.1", false],
    ["aws_rds_cluster", "engine_version", "16.9", "15.13", true],
    ["aws_elasticache_replication_group", "engine_version", "8.1", "7.2", true],
    ["aws_elasticache_replication_group", "engine_version", "7.1", "8.2", false],
  ])("%s.%s from %s to %s: refused is %s", (type, attribute, from, to, isRefused) => {
    expect(steps(type, attribute, from, to).length > 0).toBe(isRefused);
  });

  test("another engine has versions of its own", () => {
    const before = { engine: "valkey", engine_version: "8.2" };
    const found = groupsOf({
      type: "aws_elasticache_replication_group",
      before,
      after: { engine: "redis", engine_version: "7.1" },
    });
    expect(found.filter((line) => /AWS refuses/.test(line))).toEqual([]);
  });

  const gatedBy = (from: string, to: string) => {
    const { entries, verdict } = card(plan([change("aws_eks_cluster", "version", from, to)]));
    return { groups: verdict.gated.flatMap(({ groups }) => groups), advice: entries.flatMap(({ advice }) => advice) };
  };

  test("a plan that skips a version needs an approval for its downtime, and says what comes first", () => {
    const { groups, advice } = gatedBy("1.33", "1.35");
    expect(groups).toContain("downtime");
    expect(advice).toContain(
      "Write 1.34 first, apply, and go on from there (Amazon EKS user guide, Update existing cluster to new Kubernetes version).",
    );
  });

  test("a plan of one step needs none", () => {
    expect(gatedBy("1.34", "1.35").groups).not.toContain("downtime");
  });
});
