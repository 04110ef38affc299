/** PostgreSQL on Amazon RDS. */
export interface DatabaseProps {
  /** A major version (`16`: AWS picks and updates the minor) or an exact one (`16.14`). */
  readonly engineVersion: string;
  /** For example `db.m5.large`. Changing it restarts the database. */
  readonly instanceClass: string;
  /** Size of the gp3 volume in GiB; it can only grow. Below 400 GiB it has 3,000 IOPS and 125 MiB/s. */
  readonly storageGb: number;
  /** How far storage grows by itself, in GiB. */
  readonly maxStorageGb: number;
  /** Name of the first database. Changing it replaces the instance. */
  readonly databaseName: string;
  /** Master user. RDS makes its password and rotates it in Secrets Manager. Changing it replaces the instance. */
  readonly user: string;
  /** TCP port. Changing it restarts the database. */
  readonly port: number;
  /** Keeps a standby in a second zone; doubles the price. */
  readonly multiAz: boolean;
  /** In days, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Daily, in UTC, for example `03:00-04:00`. */
  readonly backupWindow: string;
  /** Weekly, in UTC, for example `sun:04:30-sun:05:30`. */
  readonly maintenanceWindow: string;
  /** How long logs are kept, in days. */
  readonly logRetentionDays: number;
}

/** Redis OSS or Valkey on Amazon ElastiCache. */
export interface CacheProps {
  readonly engine: "redis" | "valkey";
  /** For example `7.1`. */
  readonly engineVersion: string;
  /** For example `cache.t3.micro`. */
  readonly nodeType: string;
  /** From 2 on, a failed node is replaced by another zone's. */
  readonly nodes: number;
  /** TCP port. Changing it replaces the cache. */
  readonly port: number;
  /** User that applications log in as with IAM; unique in the account and region. Changing it replaces the user. */
  readonly user: string;
  /** How long daily snapshots are kept, in days; 0 makes none. */
  readonly snapshotRetentionDays: number;
  /** Daily, in UTC. */
  readonly snapshotWindow: string;
  /** Weekly, in UTC. */
  readonly maintenanceWindow: string;
  /** How long logs are kept, in days. */
  readonly logRetentionDays: number;
}

/** AWS Backup of everything that carries the tag `Backup: true` and this platform's name. */
export interface BackupProps {
  /** An AWS cron expression in UTC, for example `cron(0 5 * * ? *)`. */
  readonly schedule: string;
  /** How long recovery points are kept, in days. */
  readonly retentionDays: number;
}

export interface DataProps {
  /** First part of every resource name, for example `statuspage`. */
  readonly name: string;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  readonly vpcId: string;
  /** Subnets of the data stores, in two zones at least. */
  readonly privateSubnetIds: readonly string[];
  /** The only security group that is admitted. */
  readonly nodeSecurityGroupId: string;
  /** Makes AWS refuse to delete the database, and keeps a last snapshot of what is deleted. */
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
    readonly databaseHost: string;
    readonly databasePort: number;
    readonly databaseName: string;
    readonly databaseUser: string;
    readonly databaseSecretArn: string;
    readonly databaseSecretKeyArn: string;
    readonly databaseIdentifier: string;
    readonly databaseResourceId: string;
  };
  readonly cache?: {
    readonly cacheHost: string;
    readonly cachePort: number;
    readonly cacheUser: string;
    readonly cacheName: string;
    readonly cacheArn: string;
    readonly cacheUserArn: string;
  };
}
