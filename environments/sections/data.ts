import * as z from "zod";
import { like, matching, oneOf, port, retentionDays, whole } from "./scalars";

const window = matching(
  /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
  "is not a daily time window",
  "it like 03:00-04:00 (UTC)",
);
const DAY = "(mon|tue|wed|thu|fri|sat|sun)";
const weekly = matching(
  new RegExp(`^${DAY}:([01]\\d|2[0-3]):[0-5]\\d-${DAY}:([01]\\d|2[0-3]):[0-5]\\d$`),
  "is not a weekly time window",
  "it like sun:04:30-sun:05:30 (UTC)",
);

const changes = oneOf(["window", "now"])
  .default("window")
  .describe(
    "When changes that interrupt happen, such as another size or version: window (the next maintenance window; every plan shows them until then) or now (at once). Default window.",
  );

const database = z.strictObject({
  engineVersion: matching(
    /^\d+(\.[1-9]\d*)?$/,
    "is not a PostgreSQL version that RDS has",
    '"16" or "16.14", in quotes',
  ).describe(
    'PostgreSQL version in quotes: a major ("16", AWS picks and updates the minor) or an exact minor ("16.14", which stays until another is written).',
  ),
  instanceClass: matching(
    /^db\.[a-z0-9]+\.[a-z0-9]+$/,
    "is not a database instance class",
    "it like db.m5.large",
  ).describe("RDS instance class, for example db.m5.large. Changing it restarts the database."),
  storageGb: whole(20, 65536, "GiB").describe(
    "Size of the encrypted gp3 volume in GiB, 20 to 65536. It can only grow.",
  ),
  maxStorageGb: whole(20, 65536, "GiB").describe(
    "How far storage grows by itself, in GiB. At least a tenth above storageGb.",
  ),
  name: like("postgresqlName").describe("Name of the first database. Changing it replaces the instance."),
  user: like("postgresqlName").describe(
    "Master user, which applications do not log in as: theirs is <user>_app. Its password is made and rotated by AWS in Secrets Manager. Changing it replaces the instance.",
  ),
  port: port.default(5432).describe("TCP port of the database, 1150 to 65535. Default 5432."),
  changes,
  multiAz: z
    .boolean()
    .default(false)
    .describe("Keep a standby in a second zone; about doubles the price. Default false."),
  backupRetentionDays: whole(1, 35, "days")
    .default(14)
    .describe("How long automatic backups are kept, in days, 1 to 35. Default 14."),
  backupWindow: window.default("03:00-04:00").describe("Daily backup window in UTC. Default 03:00-04:00."),
  maintenanceWindow: weekly
    .default("sun:04:30-sun:05:30")
    .describe("Weekly maintenance window in UTC. Default sun:04:30-sun:05:30."),
  logRetentionDays: retentionDays.default(365).describe("How long database logs are kept, in days. Default 365."),
});

const cache = z.strictObject({
  engine: oneOf(["redis", "valkey"])
    .default("redis")
    .describe("redis (Redis OSS) or valkey (a fifth cheaper). Default redis."),
  engineVersion: matching(/^\d+\.\d+$/, "is not an engine version", '"7.1", in quotes').describe(
    'Engine version in quotes, for example "7.1"; it stays until another is written.',
  ),
  nodeType: matching(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, "is not a cache node type", "it like cache.t3.micro").describe(
    "ElastiCache node type, for example cache.t3.micro.",
  ),
  changes,
  nodes: whole(1, 6, "nodes")
    .default(1)
    .describe("Nodes, 1 to 6. From 2 on, a failed node is replaced by another zone's. Default 1."),
  port: port.default(6379).describe("TCP port of the cache. Default 6379. Changing it replaces the cache."),
  user: matching(/^[a-z][a-z0-9-]{0,39}$/, "is not a cache user", "at most 40 lower-case letters, digits and dashes")
    .optional()
    .describe("User that applications log in as with IAM. Default: the environment's name."),
  snapshotRetentionDays: whole(0, 35, "days")
    .default(7)
    .describe("How long daily snapshots are kept, in days, 0 (none) to 35. Default 7."),
  snapshotWindow: window
    .default("02:00-03:00")
    .describe("Daily snapshot window in UTC, an hour at least. Default 02:00-03:00."),
  maintenanceWindow: weekly
    .default("sun:05:30-sun:06:30")
    .describe("Weekly maintenance window in UTC. Default sun:05:30-sun:06:30."),
  logRetentionDays: retentionDays.default(365).describe("How long cache logs are kept, in days. Default 365."),
});

const backup = z.strictObject({
  schedule: matching(/^cron\(.*\)$/, "is not a schedule of AWS Backup", 'it like "cron(0 7 * * ? *)"')
    .default("cron(0 7 * * ? *)")
    .describe(
      "When backups start, in UTC, as an AWS cron expression; an hour away from the database's windows. Default daily at 07:00.",
    ),
  retentionDays: whole(1, 3650, "days")
    .default(35)
    .describe("How long recovery points are kept, in days, 1 to 3650. Default 35."),
});

/** `data:` data stores and their backups; only what is named is made. */
export const data = z
  .strictObject({
    database: database.optional().describe("PostgreSQL on Amazon RDS. Default none."),
    cache: cache.optional().describe("Redis or Valkey on Amazon ElastiCache. Default none."),
    backup: backup
      .optional()
      .describe("AWS Backup of everything tagged for it: the database and the volumes of applications. Default none."),
  })
  .describe("Data stores and their backups; only what is named is made.");
