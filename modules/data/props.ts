/** PostgreSQL on Amazon RDS. */
export interface DatabaseProps {
  /**
   * A major version (`16`: AWS picks and updates the minor) or an exact one (`16.14`: it stays). A new major version waits for
   * the maintenance window. Until then the old parameter group is in use and cannot be deleted: deploy once more after it.
   */
  readonly engineVersion: string;
  /** For example `db.m5.large`. Changing it restarts the database in the maintenance window. */
  readonly instanceClass: string;
  /**
   * Size of the gp3 volume in GiB, 20 at least; it can only grow. It has 3,000 IOPS and 125 MiB/s below 400 GiB,
   * 12,000 IOPS and 500 MiB/s from there on (Amazon RDS user guide, "gp3 storage").
   */
  readonly storageGb: number;
  /** How far storage grows by itself, in GiB: a tenth more than `storageGb` at least. */
  readonly maxStorageGb: number;
  /** Name of the first database. Changing it replaces the instance. */
  readonly databaseName: string;
  /** Master user, which no application logs in as. RDS makes its password and rotates it in Secrets Manager. Changing it replaces the instance. */
  readonly user: string;
  /** TCP port, for example 5432. Changing it restarts the database. */
  readonly port: number;
  /** When changes that interrupt happen: in the maintenance window, until when every plan shows them, or at once. */
  readonly changes: "window" | "now";
  /** Keeps a standby in a second zone; doubles the price. */
  readonly multiAz: boolean;
  /** In days, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Daily, in UTC, for example `03:00-04:00`. */
  readonly backupWindow: string;
  /** Weekly, in UTC, for example `sun:04:30-sun:05:30`. */
  readonly maintenanceWindow: string;
  /** How long logs are kept, in days, one of the values of CloudWatch Logs. */
  readonly logRetentionDays: number;
}

/** Redis OSS or Valkey on Amazon ElastiCache. */
export interface CacheProps {
  /** Redis OSS, or Valkey for a fifth less. Changing to Valkey keeps data and endpoint. */
  readonly engine: "redis" | "valkey";
  /**
   * Major and minor version, for example `7.1`; 7 at least, because older ones know no IAM login. It changes only when it is
   * written: AWS makes no automatic upgrades, after which a plan would replace the cache to go back.
   */
  readonly engineVersion: string;
  /** For example `cache.t3.micro`. */
  readonly nodeType: string;
  /** When changes that interrupt happen: in the maintenance window, until when every plan shows them, or at once. */
  readonly changes: "window" | "now";
  /** One: no failover. From 2 on: a replica in another zone takes over from a failed primary. Each node is paid for. */
  readonly nodes: number;
  /** TCP port, for example 6379. Changing it replaces the cache. */
  readonly port: number;
  /**
   * User that applications log in as with IAM, name and id in one: 40 characters at most, unique in the account and
   * region. Changing it replaces the user.
   */
  readonly user: string;
  /** How long daily snapshots are kept, in days; 0 makes none. */
  readonly snapshotRetentionDays: number;
  /** Daily, in UTC, for example `02:00-03:00`. */
  readonly snapshotWindow: string;
  /** Weekly, in UTC, for example `sun:05:30-sun:06:30`. */
  readonly maintenanceWindow: string;
  /** How long logs are kept, in days, one of the values of CloudWatch Logs. */
  readonly logRetentionDays: number;
}

/**
 * AWS Backup of everything that carries the two tags `Backup: "true"` and `Platform: <name>`. Volumes made by the EBS
 * CSI driver get them from its StorageClass: `tagSpecification_1: Backup=true`, `tagSpecification_2: Platform=<name>`.
 */
export interface BackupProps {
  /** An AWS cron expression in UTC, for example `cron(0 5 * * ? *)`. */
  readonly schedule: string;
  /** How long recovery points are kept, in days. */
  readonly retentionDays: number;
}

export interface DataProps {
  /** First part of every resource name, for example `statuspage`: 32 characters at most. Changing it replaces everything. */
  readonly name: string;
  /** Region of the data stores, for example `us-east-1`. */
  readonly region: string;
  /** Account of the data stores: twelve digits. */
  readonly account: string;
  /** VPC of the security groups. */
  readonly vpcId: string;
  /** Subnets of the data stores, in two zones at least. */
  readonly privateSubnetIds: readonly string[];
  /** The only security group that is admitted. */
  readonly nodeSecurityGroupId: string;
  /**
   * Makes AWS refuse to delete the database, and Terraform refuse to plan that for database and cache, by destruction
   * or replacement. What is deleted later keeps a last snapshot, `<name>-database-final` and `<name>-cache-final`
   * (a second deletion fails until they are removed). With `false` nothing stays, recovery points neither.
   */
  readonly deletionProtection: boolean;
  /** @default no database */
  readonly database?: DatabaseProps;
  /** @default no cache */
  readonly cache?: CacheProps;
  /** @default no backups but the data stores' own */
  readonly backup?: BackupProps;
}

/** What others may rely on; everything else is private to the module. Never a secret. */
export interface DataOutputs {
  readonly database?: {
    /** Address without the port. */
    readonly databaseHost: string;
    readonly databasePort: number;
    readonly databaseName: string;
    readonly databaseUser: string;
    /** Secrets Manager secret of the master user, which RDS rotates: read it when connecting. */
    readonly databaseSecretArn: string;
    /** Key that encrypts that secret and the next. */
    readonly databaseSecretKeyArn: string;
    /** User that applications log in as, and the secret for its name and password: empty until somebody makes the user. */
    readonly databaseAppUser: string;
    readonly databaseAppSecretArn: string;
    readonly databaseIdentifier: string;
    /** `db-…`, part of the ARN of `rds-db:connect`. */
    readonly databaseResourceId: string;
  };
  readonly cache?: {
    /** Address of the primary without the port; TLS only. */
    readonly cacheHost: string;
    readonly cachePort: number;
    readonly cacheUser: string;
    /** Replication group, part of an IAM token. */
    readonly cacheName: string;
    /** With `cacheUserArn`, the resources of `elasticache:Connect`. */
    readonly cacheArn: string;
    readonly cacheUserArn: string;
  };
  readonly backup?: {
    readonly backupVaultName: string;
    readonly backupPlanArn: string;
  };
}
