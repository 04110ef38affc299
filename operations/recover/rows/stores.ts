import { type Ask, type Item, itemsOf, type Row, textOf } from "../row";
import { below, named } from "./named";

/** A part of a bucket that has a call of its own. */
const ofBucket = (operation: string): Row =>
  below({
    from: ["bucket"],
    id: (bucket) => bucket,
    isThere: (ask, bucket) => ask.aws<Item>("s3api", operation, "--bucket", String(bucket)),
  });

/** Databases, caches, buckets and their backups. */
export const STORES: Readonly<Record<string, Row>> = {
  aws_db_instance: named({
    argument: "identifier",
    list: ["rds", "describe-db-instances", "DBInstances", "DBInstanceIdentifier"],
    counts: (item) => textOf(item, "DBInstanceStatus") !== "deleting",
    attributes: (item) => ({ arn: textOf(item, "DBInstanceArn"), resource_id: textOf(item, "DbiResourceId") }),
    created: "InstanceCreateTime",
  }),
  aws_db_parameter_group: named({
    argument: "name",
    list: ["rds", "describe-db-parameter-groups", "DBParameterGroups", "DBParameterGroupName"],
  }),
  aws_db_subnet_group: named({
    argument: "name",
    list: ["rds", "describe-db-subnet-groups", "DBSubnetGroups", "DBSubnetGroupName"],
  }),
  aws_elasticache_replication_group: named({
    argument: "replication_group_id",
    list: ["elasticache", "describe-replication-groups", "ReplicationGroups", "ReplicationGroupId"],
    counts: (item) => textOf(item, "Status") !== "deleting",
    attributes: (item) => ({ arn: textOf(item, "ARN") }),
  }),
  aws_elasticache_parameter_group: named({
    argument: "name",
    list: ["elasticache", "describe-cache-parameter-groups", "CacheParameterGroups", "CacheParameterGroupName"],
  }),
  aws_elasticache_subnet_group: named({
    argument: "name",
    list: ["elasticache", "describe-cache-subnet-groups", "CacheSubnetGroups", "CacheSubnetGroupName"],
  }),
  aws_elasticache_user: named({
    argument: "user_id",
    list: ["elasticache", "describe-users", "Users", "UserId"],
    attributes: (item) => ({ arn: textOf(item, "ARN") }),
  }),
  aws_elasticache_user_group: named({
    argument: "user_group_id",
    list: ["elasticache", "describe-user-groups", "UserGroups", "UserGroupId"],
    attributes: (item) => ({ arn: textOf(item, "ARN") }),
  }),
  aws_backup_vault: named({
    argument: "name",
    list: ["backup", "list-backup-vaults", "BackupVaultList", "BackupVaultName"],
    attributes: (item) => ({ arn: textOf(item, "BackupVaultArn") }),
    created: "CreationDate",
  }),
  aws_backup_plan: named({
    argument: "name",
    list: ["backup", "list-backup-plans", "BackupPlansList", "BackupPlanName"],
    id: (item) => textOf(item, "BackupPlanId"),
    created: "CreationDate",
  }),
  aws_backup_selection: {
    by: "its plan and its name",
    isGivenId: true,
    find: async (ask) => {
      const [plan, name] = [ask.text("plan_id"), ask.text("name")];
      if (plan === undefined) return [];
      const answer = await ask.aws<Item>("backup", "list-backup-selections", "--backup-plan-id", plan);
      return itemsOf(answer, "BackupSelectionsList")
        .filter((item) => textOf(item, "SelectionName") === name)
        .map((item) => {
          const id = textOf(item, "SelectionId");
          return { id: `${plan}|${id}`, attributes: { id }, created: textOf(item, "CreationDate") };
        });
    },
  },
  aws_s3_bucket: named({
    argument: "bucket",
    list: ["s3api", "list-buckets", "Buckets", "Name"],
    attributes: (item, _ask: Ask) => ({ arn: `arn:aws:s3:::${textOf(item, "Name")}` }),
    created: "CreationDate",
  }),
  aws_s3_bucket_lifecycle_configuration: ofBucket("get-bucket-lifecycle-configuration"),
  aws_s3_bucket_ownership_controls: ofBucket("get-bucket-ownership-controls"),
  aws_s3_bucket_policy: ofBucket("get-bucket-policy"),
  aws_s3_bucket_public_access_block: ofBucket("get-public-access-block"),
  aws_s3_bucket_server_side_encryption_configuration: ofBucket("get-bucket-encryption"),
  aws_s3_bucket_versioning: ofBucket("get-bucket-versioning"),
};
