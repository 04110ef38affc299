import { contract, count, text, type Values } from "../platform/contract";
import { always, arn } from "./samples";

/** The database; published only when the environment has one. */
export const database = contract("data", {
  databaseHost: text("Address of the database", always("database.preview.invalid")),
  databasePort: count("TCP port of the database", ({ data }) => data?.database?.port ?? 5432),
  databaseName: text("Name of the first database", ({ data }) => data?.database?.name ?? "preview"),
  databaseUser: text("Master user of the database", ({ data }) => data?.database?.user ?? "preview"),
  databaseSecretArn: text(
    "Secrets Manager secret with the master user's password, which AWS rotates",
    arn("secretsmanager", "secret:preview"),
  ),
  databaseSecretKeyArn: text("KMS key that encrypts both secrets", arn("kms", "key/preview-data")),
  databaseAppUser: text(
    "User that applications log in to the database as",
    ({ data }) => `${data?.database?.user ?? "preview"}_app`,
  ),
  databaseAppSecretArn: text(
    "Secrets Manager secret with that user's name and password, which the workloads stack has made",
    arn("secretsmanager", "secret:preview-app"),
  ),
  databaseIdentifier: text("Identifier of the RDS instance, for alarms", always("preview-database")),
  databaseResourceId: text("Resource id of the RDS instance, for IAM authentication", always("db-PREVIEW")),
});

/** The cache; published only when the environment has one. */
export const cache = contract("data", {
  cacheHost: text("Address of the cache's primary node", always("cache.preview.invalid")),
  cachePort: count("TCP port of the cache, TLS only", ({ data }) => data?.cache?.port ?? 6379),
  cacheUser: text("User that applications log in as with IAM", always("preview")),
  cacheName: text("Replication group, for IAM tokens and alarms", always("preview-cache")),
  cacheArn: text(
    "ARN of the replication group, for elasticache:Connect",
    arn("elasticache", "replicationgroup:preview"),
  ),
  cacheUserArn: text("ARN of the user, for elasticache:Connect", arn("elasticache", "user:preview")),
});

/** The backup vault; published only when the environment has a backup plan. */
export const backup = contract("data", {
  backupVaultName: text("AWS Backup vault that keeps the recovery points, for alarms", always("preview")),
});

export interface DatabaseOutputs extends Values<typeof database> {}
export interface CacheOutputs extends Values<typeof cache> {}
export interface BackupOutputs extends Values<typeof backup> {}
