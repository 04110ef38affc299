import { withoutCreationTraces } from "../../platform/quick";
import { addStacks } from "../../stacks";
import { load, SHOP, shopWith } from "../environments/fixture";
import { type Block, synthesized, testApp } from "../helpers";

type Edit = readonly [string | RegExp, string];

/** Every leaf of the stacks of the shop, by stack and path; each file is synthesized once. */
const known = new Map<string, ReadonlyMap<string, unknown>>();
function leavesOf(...edits: readonly Edit[]): ReadonlyMap<string, unknown> {
  const text = edits.length > 0 ? shopWith(...edits) : SHOP;
  const leaves = known.get(text) ?? synthesizeLeaves(text);
  known.set(text, leaves);
  return leaves;
}

function synthesizeLeaves(text: string): ReadonlyMap<string, unknown> {
  const [environment] = load({ "shop.yaml": text }).environments;
  if (!environment) throw new Error("the fixture is not an environment");
  const leaves = new Map<string, unknown>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value !== "object" || value === null) leaves.set(path, value);
    else for (const [key, part] of Object.entries(value)) if (key !== "//") walk(`${path}/${key}`, part);
  };
  withoutCreationTraces(() => {
    for (const stack of addStacks(testApp(), environment)) walk(stack.stackName, synthesized(stack).json as Block);
  });
  return leaves;
}

/** What a step changes, a line each: the path, the old value and the new one. */
function step(before: readonly Edit[], after: readonly Edit[]): string[] {
  const [old, now] = [leavesOf(...before), leavesOf(...after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => `${path}: ${show(old.get(path))} → ${show(now.get(path))}`)
    .sort();
}

const show = (value: unknown): string => (value === undefined ? "nothing" : String(value));

const VERSION = 'version: "1.35"';
const control = (version: string): Edit => [VERSION, `version: "${version}"`];
const nodes = (more: string): Edit => ["capacity: on-demand,", `capacity: on-demand, ${more},`];
const ADD_ONS = [
  ...["aws_ebs_csi_driver", "aws_secrets_store_csi_driver_provider", "coredns", "eks_pod_identity_agent"],
  ...["kube_proxy", "metrics_server", "vpc_cni"],
];
const addOns = (from: string, to: string): string[] =>
  ADD_ONS.map(
    (name) => `cluster/data/aws_eks_addon_version/eks_add_ons_${name}_version/kubernetes_version: ${from} → ${to}`,
  );
/** Address of the nodes, wherever they are. */
const isOfNodes = (line: string): boolean => line.startsWith("cluster/resource/aws_eks_node_group/");

describe("Kubernetes, one minor version", () => {
  test("step one: the control plane, and the add-ons and the autoscaler made for it; no node moves", () => {
    const lines = step([], [control("1.36"), nodes('version: "1.35"')]);
    expect(
      lines.filter((line) => !/^workloads\/resource\/helm_release\/controllers_cluster_autoscaler\//.test(line)),
    ).toEqual([...addOns("1.35", "1.36"), "cluster/resource/aws_eks_cluster/eks_main/version: 1.35 → 1.36"]);
    expect(lines.filter((line) => line.startsWith("workloads/"))).toHaveLength(1);
  });

  test("step two: the nodes, and nothing else", () => {
    const lines = step([control("1.36"), nodes('version: "1.35"')], [control("1.36")]);
    expect(lines.filter((line) => !isOfNodes(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/\/version: 1\.35 → 1\.36$/);
  });
});

test("a release of the node image changes the nodes' release, and nothing else", () => {
  const lines = step([nodes("releaseVersion: 1.35.2-20260601")], [nodes("releaseVersion: 1.35.3-20260714")]);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(
      /^cluster\/resource\/aws_eks_node_group\/.*\/release_version: 1\.35\.2-20260601 → 1\.35\.3-20260714$/,
    );
  }
});

test("a pinned add-on changes that add-on, and its version is no longer looked up", () => {
  const pin: Edit = ["  nodeGroups:", "  addOnVersions: { coredns: v1.13.2-eksbuild.1 }\n  nodeGroups:"];
  expect(step([], [pin])).toEqual([
    "cluster/data/aws_eks_addon_version/eks_add_ons_coredns_version/addon_name: coredns → nothing",
    "cluster/data/aws_eks_addon_version/eks_add_ons_coredns_version/kubernetes_version: 1.35 → nothing",
    "cluster/resource/aws_eks_addon/eks_add_ons_coredns_main/addon_version: ${data.aws_eks_addon_version.eks_add_ons_coredns_version.version} → v1.13.2-eksbuild.1",
  ]);
});

test("a major version of PostgreSQL changes the engine, and the name and family of its parameter group", () => {
  expect(step([], [['engineVersion: "16"', 'engineVersion: "17"']])).toEqual([
    "data/resource/aws_db_instance/data_database_main/engine_version: 16 → 17",
    "data/resource/aws_db_parameter_group/data_database_parameters/family: postgres16 → postgres17",
    "data/resource/aws_db_parameter_group/data_database_parameters/name: shop-database-postgres16 → shop-database-postgres17",
  ]);
});

test("from Redis to Valkey the engines change, and the parameter group; endpoint and data stay", () => {
  const lines = step([], [['cache: { engineVersion: "7.1"', 'cache: { engine: valkey, engineVersion: "8.2"']]);
  expect(lines.map((line) => line.replace(/:.*/, "").replace("data/resource/", "")).sort()).toEqual(
    expect.arrayContaining([
      "aws_elasticache_parameter_group/data_cache_parameters/family",
      "aws_elasticache_parameter_group/data_cache_parameters/name",
      "aws_elasticache_replication_group/data_cache_main/engine",
      "aws_elasticache_replication_group/data_cache_main/engine_version",
    ]),
  );
  expect(lines.filter((line) => /replication_group_id|port|subnet/.test(line))).toEqual([]);
});

test("a version of Jenkins changes what the first boot says, and so the instance alone", () => {
  const lines = step([], [["instanceType: t3.large", 'instanceType: t3.large\n    version: "2.999.1"']]);
  expect(lines.map((line) => line.replace(/:.*/s, ""))).toEqual([
    expect.stringMatching(/^delivery\/resource\/aws_instance\/delivery_jenkins_machine_main\/user_data/),
  ]);
});
