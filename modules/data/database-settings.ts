import type { DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import type { DatabaseProps } from "./props";

/**
 * Server settings: TLS for everyone, and a log of connections, of changes to the schema and of statements slower than
 * a second. `rds.force_ssl` waits for a reboot although it need not: 1 is its default from PostgreSQL 15 on, AWS keeps
 * `pending-reboot` for a value that equals the default, and `immediate` would be a change in every plan for ever
 * (terraform-provider-aws issue 39252). A new instance has it from the start.
 */
export const PARAMETERS = [
  { name: "log_connections", value: "1", applyMethod: "immediate" },
  { name: "log_disconnections", value: "1", applyMethod: "immediate" },
  { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
  { name: "log_statement", value: "ddl", applyMethod: "immediate" },
  { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
];

/** Logs that RDS for PostgreSQL can hand to CloudWatch. */
export const LOGS = ["postgresql", "upgrade"] as const;

type Part = Partial<DbInstanceConfig>;

/**
 * What runs, and how it changes. Minor versions come by themselves when only the major is named; an exact one stays, because
 * after an automatic upgrade every later plan would ask RDS to go back, which it refuses.
 */
export const server = ({ engineVersion, multiAz, maintenanceWindow, changes }: DatabaseProps): Part => ({
  engine: "postgres",
  engineVersion,
  engineLifecycleSupport: "open-source-rds-extended-support-disabled", // no surcharge when the major version ends
  multiAz,
  autoMinorVersionUpgrade: !engineVersion.includes("."),
  allowMajorVersionUpgrade: true, // a new major version comes only from a changed environment file
  applyImmediately: changes === "now",
  maintenanceWindow,
});

/** Who logs in: a master user whose password RDS makes and rotates, and IAM users. */
export const logins = ({ databaseName, user }: DatabaseProps, keyArn: string): Part => ({
  dbName: databaseName,
  username: user,
  manageMasterUserPassword: true,
  masterUserSecretKmsKeyId: keyArn,
  iamDatabaseAuthenticationEnabled: true,
});

/** gp3 with the IOPS and throughput of its size: AWS refuses other values below 400 GiB. */
export const storage = ({ storageGb, maxStorageGb }: DatabaseProps, keyArn: string): Part => ({
  storageType: "gp3",
  allocatedStorage: storageGb,
  maxAllocatedStorage: maxStorageGb,
  storageEncrypted: true,
  kmsKeyId: keyArn,
});

/** Logs, query statistics for a week (what is free), and operating system metrics once a minute. */
export const observation = (keyArn: string, monitoringRoleArn: string): Part => ({
  enabledCloudwatchLogsExports: [...LOGS],
  performanceInsightsEnabled: true,
  performanceInsightsKmsKeyId: keyArn,
  performanceInsightsRetentionPeriod: 7,
  databaseInsightsMode: "standard",
  monitoringInterval: 60,
  monitoringRoleArn,
});

/**
 * What survives a mistake. When protected, AWS refuses to delete the instance, and Terraform refuses to plan its
 * replacement (a new `databaseName` or `user`), which AWS would refuse only half-way through an apply.
 */
export const protection = (props: DatabaseProps, identifier: string, deletionProtection: boolean): Part => ({
  backupRetentionPeriod: props.backupRetentionDays,
  backupWindow: props.backupWindow,
  copyTagsToSnapshot: true,
  deletionProtection,
  deleteAutomatedBackups: !deletionProtection,
  skipFinalSnapshot: !deletionProtection,
  ...(deletionProtection && {
    finalSnapshotIdentifier: `${identifier}-final`,
    lifecycle: { preventDestroy: true },
  }),
});
