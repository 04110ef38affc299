import { contract, count, text, type Values } from "../platform/contract";

/** The database; published only when the environment has one. */
export const database = contract("data", {
  databaseHost: text("Address of the database"),
  databasePort: count("TCP port of the database"),
  databaseName: text("Name of the first database"),
  databaseUser: text("Master user of the database"),
  databaseSecretArn: text("Secrets Manager secret with the master user's password, which AWS rotates"),
  databaseSecretKeyArn: text("KMS key that encrypts that secret"),
  databaseIdentifier: text("Identifier of the RDS instance, for alarms"),
  databaseResourceId: text("Resource id of the RDS instance, for IAM authentication"),
});

/** The cache; published only when the environment has one. */
export const cache = contract("data", {
  cacheHost: text("Address of the cache's primary node"),
  cachePort: count("TCP port of the cache, TLS only"),
  cacheUser: text("User that applications log in as with IAM"),
  cacheName: text("Replication group, for IAM tokens and alarms"),
  cacheArn: text("ARN of the replication group, for elasticache:Connect"),
  cacheUserArn: text("ARN of the user, for elasticache:Connect"),
});

/** The backup vault; published only when the environment has a backup plan. */
export const backup = contract("data", {
  backupVaultName: text("AWS Backup vault that keeps the recovery points, for alarms"),
});

export interface DatabaseOutputs extends Values<typeof database> {}
export interface CacheOutputs extends Values<typeof cache> {}
export interface BackupOutputs extends Values<typeof backup> {}
