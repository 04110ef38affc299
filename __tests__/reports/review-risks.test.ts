import { DOWNTIMES } from "../../reports/review/risks/downtime";
import { LOSSES } from "../../reports/review/risks/loss";
import { type Change, groupsOf } from "./review-fixture";

describe("data loss", () => {
  const stores = LOSSES.filter(({ on, when }) => on.includes("delete") && !when).flatMap(({ types }) => types);

  test.each(stores)("deleting or replacing a %s", (type) => {
    expect(groupsOf({ type, actions: ["delete"] })[0]).toMatch(/^data loss: /);
    expect(groupsOf({ type, actions: ["delete", "create"] })[0]).toMatch(/^data loss: /);
    expect(groupsOf({ type, actions: ["create"] }).join()).not.toContain("data loss");
  });

  test.each<[string, Change]>([
    [
      "its deletion protection is lifted",
      { type: "aws_db_instance", before: { deletion_protection: true }, after: { deletion_protection: false } },
    ],
    [
      "its last snapshot will not be taken",
      { type: "aws_db_instance", before: { skip_final_snapshot: false }, after: { skip_final_snapshot: true } },
    ],
    [
      "its last snapshot will not be taken",
      { type: "aws_elasticache_replication_group", before: { final_snapshot_identifier: "last" }, after: {} },
    ],
    [
      "it can be destroyed although it is not empty",
      { type: "aws_s3_bucket", before: { force_destroy: false }, after: { force_destroy: true } },
    ],
    [
      "automated backups that are older are deleted",
      { type: "aws_db_instance", before: { backup_retention_period: 14 }, after: { backup_retention_period: 1 } },
    ],
    [
      "snapshots that are older are deleted",
      {
        type: "aws_elasticache_replication_group",
        before: { snapshot_retention_limit: 7 },
        after: { snapshot_retention_limit: 0 },
      },
    ],
    [
      "older logs are deleted",
      { type: "aws_cloudwatch_log_group", before: { retention_in_days: 0 }, after: { retention_in_days: 30 } },
    ],
    [
      "copies are deleted earlier",
      {
        type: "aws_backup_plan",
        before: { rule: [{ lifecycle: [{ delete_after: 35 }] }] },
        after: { rule: [{ lifecycle: [{ delete_after: 7 }] }] },
      },
    ],
    [
      "overwritten and deleted objects are gone at once",
      {
        type: "aws_s3_bucket_versioning",
        before: { versioning_configuration: [{ status: "Enabled" }] },
        after: { versioning_configuration: [{ status: "Suspended" }] },
      },
    ],
    [
      "the release goes, and the volumes of its claims with it",
      {
        type: "helm_release",
        actions: ["delete"],
        before: { values: ['{"server":{"persistentVolume":{"size":"20Gi"}}}'] },
      },
    ],
  ])("%s", (what, change) => {
    expect(groupsOf(change)).toContain(`data loss: ${what}`);
  });

  test.each<[string, Change]>([
    [
      "protecting a database",
      { type: "aws_db_instance", before: { deletion_protection: false }, after: { deletion_protection: true } },
    ],
    [
      "keeping backups longer",
      { type: "aws_db_instance", before: { backup_retention_period: 1 }, after: { backup_retention_period: 14 } },
    ],
    [
      "keeping logs for ever",
      { type: "aws_cloudwatch_log_group", before: { retention_in_days: 30 }, after: { retention_in_days: 0 } },
    ],
    [
      "growing a database",
      { type: "aws_db_instance", before: { allocated_storage: 20 }, after: { allocated_storage: 40 } },
    ],
  ])("%s loses nothing", (_name, change) => {
    expect(groupsOf(change)).toEqual(["routine"]);
  });
});

describe("downtime", () => {
  const interrupted = DOWNTIMES.filter(({ on }) => on.includes("delete")).flatMap(({ types }) => types);

  test.each(interrupted)("deleting a %s", (type) => {
    expect(groupsOf({ type, actions: ["delete"] }).join()).toMatch(/downtime: /);
  });

  test.each<[string, Change]>([
    [
      "the control plane is upgraded and cannot go back",
      { type: "aws_eks_cluster", before: { version: "1.35" }, after: { version: "1.36" } },
    ],
    [
      "every node is replaced, one after the other",
      {
        type: "aws_eks_node_group",
        before: { launch_template: [{ version: "1" }] },
        after: { launch_template: [{ version: "2" }] },
      },
    ],
    [
      "nodes may go, and their pods start elsewhere or wait",
      {
        type: "aws_eks_node_group",
        before: { scaling_config: [{ max_size: 6 }] },
        after: { scaling_config: [{ max_size: 3 }] },
      },
    ],
    ["its pods restart", { type: "aws_eks_addon", before: { addon_version: "v1" }, after: { addon_version: "v2" } }],
    [
      "the database is upgraded and is away for minutes; a major version cannot go back",
      { type: "aws_db_instance", before: { engine_version: "16" }, after: { engine_version: "17" } },
    ],
    [
      "the database may restart",
      { type: "aws_db_instance", before: { instance_class: "db.m5.large" }, after: { instance_class: "db.m5.xlarge" } },
    ],
    ["its pods roll over", { type: "helm_release", before: { version: "1.0.0" }, after: { version: "2.0.0" } }],
    [
      "its only pod stops before the next one starts",
      {
        type: "kubernetes_deployment_v1",
        before: { spec: [{ replicas: 1 }] },
        after: { spec: [{ replicas: 1, template: [{}], paused: true }] },
      },
    ],
  ])("%s", (what, change) => {
    expect(groupsOf(change)).toContain(`downtime: ${what}`);
  });

  test.each<[string, Change]>([
    [
      "more nodes",
      {
        type: "aws_eks_node_group",
        before: { scaling_config: [{ max_size: 3 }] },
        after: { scaling_config: [{ max_size: 6 }] },
      },
    ],
    [
      "pods of which two run",
      {
        type: "kubernetes_deployment_v1",
        before: { spec: [{ replicas: 2 }] },
        after: { spec: [{ replicas: 2, paused: true }] },
      },
    ],
  ])("%s interrupt nothing", (_name, change) => {
    expect(groupsOf(change)).toEqual(["routine"]);
  });
});

describe("identity", () => {
  test.each([
    "aws_iam_role",
    "aws_eks_access_entry",
    "aws_eks_pod_identity_association",
    "kubernetes_service_account_v1",
  ])("a new %s", (type) => {
    expect(groupsOf({ type, actions: ["create"], after: {} })).toEqual([
      "identity: somebody gets an identity or a permission",
    ]);
  });

  test("who may use a key", () => {
    const change = { type: "aws_kms_key", before: { policy: policy("a") }, after: { policy: policy("b") } };
    expect(groupsOf(change)).toContain("identity: who may use the key changes");
  });
});

const policy = (role: string): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: role } }] });
