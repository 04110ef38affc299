import { isEmpty, isSame } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { valueAt } from "../../synthesized";
import { GONE, type Row } from "./row";

/** What holds data: what is lost with it, and what to do first. */
const STORES: readonly (readonly [types: readonly string[], lost: string, advice: string])[] = [
  [
    ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_dynamodb_table"],
    "the database and everything in it are destroyed",
    "Take a snapshot, restore it into the new database before the applications start, or change the attribute back.",
  ],
  [
    ["aws_db_snapshot", "aws_ebs_snapshot", "aws_elasticache_snapshot", "aws_backup_vault"],
    "backups are destroyed",
    "Copy what must be kept to another vault or account first.",
  ],
  [
    ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_elasticache_serverless_cache"],
    "the cache and everything in it are destroyed",
    "Expect cold caches and lost sessions; take a snapshot first when anything in it cannot be computed again.",
  ],
  [
    ["aws_ebs_volume", "aws_efs_file_system", "kubernetes_persistent_volume_v1", "kubernetes_persistent_volume"],
    "the volume and everything on it are destroyed",
    "Take a snapshot first.",
  ],
  [
    ["kubernetes_persistent_volume_claim_v1", "kubernetes_persistent_volume_claim"],
    "the claim goes, and its volume with it unless its class retains",
    "Take a snapshot of the volume first.",
  ],
  [
    ["kubernetes_namespace_v1", "kubernetes_namespace"],
    "everything in the namespace is destroyed, claims too",
    "List what is in it first: kubectl get all,pvc -n <namespace>.",
  ],
  [
    ["aws_s3_bucket"],
    "the bucket and every object in it are destroyed",
    "Copy what must be kept; the bucket that keeps the state must never go.",
  ],
  [
    ["aws_kms_key"],
    "what the key encrypts can never be read again once its waiting time is over",
    "Make sure that nothing is encrypted with it; until the waiting time is over aws kms cancel-key-deletion brings it back.",
  ],
  [
    ["aws_ecr_repository"],
    "the repository and every image in it are destroyed",
    "Pods cannot be started again from images that are gone; copy them first.",
  ],
  [
    ["aws_secretsmanager_secret", "aws_ssm_parameter", "kubernetes_secret_v1"],
    "the secret is destroyed",
    "Make sure that nothing reads it any more.",
  ],
  [["aws_cloudwatch_log_group"], "every log in it is destroyed", "Export what auditors may ask for first."],
  [
    ["aws_backup_plan", "aws_backup_selection"],
    "nothing is backed up by it any more",
    "Make sure that another plan covers the same resources.",
  ],
];

const isLess =
  (path: string) =>
  ({ before, after }: ResourceChange) =>
    Number(valueAt(after, path) ?? 0) < Number(valueAt(before, path) ?? 0);

/** Retention of logs: 0 keeps them for ever. */
const isShorter = ({ before, after }: ResourceChange): boolean => {
  const days = (side: typeof before) => Number(valueAt(side, "retention_in_days")) || Number.POSITIVE_INFINITY;
  return days(after) < days(before);
};

const turnsTo =
  (path: string, value: boolean | string) =>
  ({ before, after }: ResourceChange) =>
    valueAt(after, path) === value && !isSame(valueAt(before, path), value);

const update = (types: readonly string[], attribute: string, when: Row["when"], what: string, advice: string): Row => ({
  group: "data loss",
  types,
  on: ["update"],
  attributes: [attribute],
  ...(when ? { when } : {}),
  what,
  advice,
});

const UNPROTECT =
  "A later apply could destroy it; lift protection only for the plan that is meant to, and put it back.";
const SHORTER = "Copy what must be kept before you apply.";
const DATABASES = ["aws_db_instance", "aws_rds_cluster"];
const CACHES = ["aws_elasticache_replication_group", "aws_elasticache_cluster"];

/** Changes in place that destroy data, or what keeps it from being destroyed. */
const UPDATES: readonly Row[] = [
  update(
    [...DATABASES, "aws_lb", "aws_eks_cluster", "aws_dynamodb_table"],
    "deletion_protection",
    turnsTo("deletion_protection", false),
    "its deletion protection is lifted",
    UNPROTECT,
  ),
  update(
    DATABASES,
    "skip_final_snapshot",
    turnsTo("skip_final_snapshot", true),
    "its last snapshot will not be taken",
    UNPROTECT,
  ),
  update(
    CACHES,
    "final_snapshot_identifier",
    ({ before, after }) =>
      !isEmpty(valueAt(before, "final_snapshot_identifier")) && isEmpty(valueAt(after, "final_snapshot_identifier")),
    "its last snapshot will not be taken",
    UNPROTECT,
  ),
  update(
    ["aws_s3_bucket", "aws_backup_vault"],
    "force_destroy",
    turnsTo("force_destroy", true),
    "it can be destroyed although it is not empty",
    UNPROTECT,
  ),
  update(
    ["aws_ecr_repository"],
    "force_delete",
    turnsTo("force_delete", true),
    "it can be destroyed although it is not empty",
    UNPROTECT,
  ),
  update(
    DATABASES,
    "backup_retention_period",
    isLess("backup_retention_period"),
    "automated backups that are older are deleted",
    SHORTER,
  ),
  update(
    CACHES,
    "snapshot_retention_limit",
    isLess("snapshot_retention_limit"),
    "snapshots that are older are deleted",
    SHORTER,
  ),
  update(["aws_cloudwatch_log_group"], "retention_in_days", isShorter, "older logs are deleted", SHORTER),
  update(
    ["aws_backup_plan"],
    "rule.lifecycle.delete_after",
    isLess("rule.lifecycle.delete_after"),
    "copies are deleted earlier",
    SHORTER,
  ),
  update(
    ["aws_s3_bucket_versioning"],
    "versioning_configuration.status",
    ({ after }) => valueAt(after, "versioning_configuration.status") !== "Enabled",
    "overwritten and deleted objects are gone at once",
    "Keep versions; let old ones expire instead.",
  ),
  update(
    ["aws_s3_bucket_lifecycle_configuration"],
    "rule",
    undefined,
    "other objects expire than before",
    "Read the rules: what they expire is deleted within a day or two.",
  ),
];

/** Helm deletes the claims of a chart with the release, but for those of stateful sets. */
const RELEASES: Row = {
  group: "data loss",
  types: ["helm_release"],
  on: GONE,
  when: ({ before }) => /persisten/i.test(JSON.stringify(before?.values ?? "")),
  what: "the release goes, and the volumes of its claims with it",
  advice: "Take snapshots of its volumes first.",
};

/** What loses data. */
export const LOSSES: readonly Row[] = [
  ...STORES.map(([types, what, advice]): Row => ({ group: "data loss", types, on: GONE, what, advice })),
  ...UPDATES,
  RELEASES,
];
