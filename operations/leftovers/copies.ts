import { ifThere } from "../aws";
import {
  caches,
  databases,
  gigabytes,
  named,
  ownership,
  type Scene,
  type Search,
  type Tag,
  type Thing,
} from "./leftover";

interface DbSnapshot {
  readonly DBSnapshotIdentifier: string;
  readonly DBSnapshotArn: string;
  readonly DBInstanceIdentifier: string;
  readonly SnapshotType: string;
  readonly AllocatedStorage: number;
  readonly TagList?: readonly Tag[];
}

/** Snapshots of the database, among them the last one that protection makes. Automated ones go with the instance. */
async function databaseSnapshots(scene: Scene): Promise<Thing[]> {
  const { DBSnapshots } = await scene.aws<{ DBSnapshots: DbSnapshot[] }>("rds", "describe-db-snapshots");
  const own = databases(scene);
  return DBSnapshots.filter(
    ({ DBInstanceIdentifier, SnapshotType, TagList = [] }) =>
      SnapshotType === "manual" && (own.includes(DBInstanceIdentifier) || ownership(TagList, scene.environment)),
  ).map(({ DBSnapshotIdentifier: id, DBSnapshotArn: arn, DBInstanceIdentifier, AllocatedStorage }) => ({
    what: "database snapshot",
    id,
    arn,
    why: id.endsWith("-final")
      ? "the last copy of the database, made because deletionProtection was true"
      : `snapshot of ${DBInstanceIdentifier}`,
    remove: `aws rds delete-db-snapshot --db-snapshot-identifier ${id}`,
    price: { key: "rds-backup", count: AllocatedStorage },
  }));
}

interface AutomatedBackup {
  readonly DBInstanceIdentifier: string;
  readonly DbiResourceId: string;
  readonly DBInstanceAutomatedBackupsArn?: string;
  readonly Status: string;
  readonly AllocatedStorage: number;
}

/** Automated backups that outlive their instance. */
async function automatedBackups(scene: Scene): Promise<Thing[]> {
  const own = databases(scene);
  const { DBInstanceAutomatedBackups: backups } = await scene.aws<{ DBInstanceAutomatedBackups: AutomatedBackup[] }>(
    "rds",
    "describe-db-instance-automated-backups",
  );
  return backups
    .filter(({ DBInstanceIdentifier, Status }) => own.includes(DBInstanceIdentifier) && Status === "retained")
    .map(({ DbiResourceId: id, DBInstanceIdentifier, AllocatedStorage, DBInstanceAutomatedBackupsArn: arn }) => ({
      what: "retained database backups",
      id,
      ...(arn && { arn }),
      why: `of ${DBInstanceIdentifier}, which is deleted; they end after its retention`,
      remove: `aws rds delete-db-instance-automated-backup --dbi-resource-id ${id}`,
      price: { key: "rds-backup", count: AllocatedStorage },
    }));
}

interface CacheSnapshot {
  readonly SnapshotName: string;
  readonly ARN?: string;
  readonly ReplicationGroupId?: string;
  readonly SnapshotSource?: string;
}

async function cacheSnapshots(scene: Scene): Promise<Thing[]> {
  const { Snapshots } = await scene.aws<{ Snapshots: CacheSnapshot[] }>("elasticache", "describe-snapshots");
  const own = caches(scene);
  return Snapshots.filter(
    ({ ReplicationGroupId = "", SnapshotName, SnapshotSource }) =>
      (own.includes(ReplicationGroupId) || own.some((name) => SnapshotName === `${name}-final`)) &&
      SnapshotSource !== "automated",
  ).map(({ SnapshotName: id, ARN: arn, ReplicationGroupId }) => ({
    what: "cache snapshot",
    id,
    ...(arn && { arn }),
    why: `snapshot of ${ReplicationGroupId ?? "the cache"}`,
    remove: `aws elasticache delete-snapshot --snapshot-name ${id}`,
  }));
}

interface RecoveryPoint {
  readonly RecoveryPointArn: string;
  readonly ResourceType?: string;
  readonly ResourceArn?: string;
  readonly BackupSizeInBytes?: number;
}

/** What AWS Backup charges for, by the type of what a recovery point is a copy of. */
const RECOVERY_PRICES: Readonly<Record<string, string>> = { EBS: "ebs-snapshot", RDS: "rds-backup" };

async function recoveryPoints(scene: Scene): Promise<Thing[]> {
  const vaults = named(scene, "aws_backup_vault", "name");
  const found = await Promise.all(
    vaults.map(async (vault) => {
      const answer = await ifThere(
        scene.aws<{ RecoveryPoints: RecoveryPoint[] }>(
          "backup",
          "list-recovery-points-by-backup-vault",
          "--backup-vault-name",
          vault,
        ),
      );
      return (answer?.RecoveryPoints ?? []).map(
        ({ RecoveryPointArn: arn, ResourceType = "", ResourceArn, BackupSizeInBytes }): Thing => {
          const key = RECOVERY_PRICES[ResourceType];
          return {
            what: "recovery point",
            id: arn,
            arn,
            why: `in the vault ${vault}, of ${ResourceArn ?? "something that is not named"}`,
            remove: `aws backup delete-recovery-point --backup-vault-name ${vault} --recovery-point-arn ${arn}`,
            usedBy: "data",
            ...(key && BackupSizeInBytes !== undefined && { price: { key, count: gigabytes(BackupSizeInBytes) } }),
          };
        },
      );
    }),
  );
  return found.flat();
}

/** Copies of data that outlive what they are copies of. */
export const COPIES: readonly Search[] = [
  { id: "database-snapshots", what: "snapshots of the database", find: databaseSnapshots },
  { id: "automated-backups", what: "retained backups of the database", find: automatedBackups },
  { id: "cache-snapshots", what: "snapshots of the cache", find: cacheSnapshots },
  { id: "recovery-points", what: "recovery points of AWS Backup", find: recoveryPoints },
];
