import { isOutlived, readSupportCalendar } from "../built/support";
import { type Block, blockIn, blocksIn, entryOf, type Json, type Values } from "../synthesized";
import { type Charge, ofType, type Pricer, type Surroundings, text, UNTOLD, written } from "./charge";
import { vcpusOf } from "./instance-types";
import { claimedGb } from "./kubernetes";
import { databaseStorage } from "./volume";

const { postgresql, date } = readSupportCalendar();

/** Older than what environment files may ask for. Source: Amazon RDS user guide, release calendar of RDS for PostgreSQL. */
const OLDER = {
  "11": { endStandard: "2024-02-29" },
  "12": { endStandard: "2025-02-28" },
  "13": { endStandard: "2026-02-28" },
  "14": { endStandard: "2027-02-28" },
  "15": { endStandard: "2028-02-29" },
};

const database: Pricer = ({ values }, { usage }) => {
  const isDoubled = values.multi_az === true;
  const engine = text(values.engine) ?? "";
  const instance = text(values.instance_class) ?? "";
  const part = "database";
  // one database's size of backups is free; every day adds what has changed
  const days = Number(written(values.backup_retention_period) ?? 0);
  const dailyGb = (Number(values.allocated_storage ?? UNTOLD) * usage.dailyChangePercent) / 100;
  return [
    {
      what: `${instance} in ${isDoubled ? "two zones" : "one zone"}`,
      price: `rds:${engine}${isDoubled ? "-multi-az" : ""}:${instance}`,
      count: 1,
      part,
    },
    ...databaseStorage(values, isDoubled ? 2 : 1),
    {
      what: "automatic backups",
      price: "rds-backup",
      count: dailyGb * days,
      firstCount: dailyGb * pilingUp(days),
      part,
      assumes: ["dailyChangePercent"],
    },
    ...extendedSupport(values, instance, isDoubled ? 2 : 1),
    ...(values.manage_master_user_password === true
      ? [{ what: "secret with the password", price: "secret", count: 1, part: "keys and monitoring" } as const]
      : []),
  ];
};

/** What is kept for so many days is half as much, on average, over the month in which it begins. */
const pilingUp = (days: number): number => (days > 30 ? 15 : days - days ** 2 / 60);

/** AWS takes it unless it is told not to, from the day on that support of the version ends. Source: Amazon RDS user guide, "RDS Extended Support". */
function extendedSupport(values: Values, instance: string, zones: number): Charge[] {
  const major = text(values.engine_version)?.split(".")[0] ?? "";
  const isOver = values.engine === "postgres" && isOutlived({ ...OLDER, ...postgresql }, major, date);
  if (!isOver || values.engine_lifecycle_support === "open-source-rds-extended-support-disabled") return [];
  const count = (vcpusOf(instance.replace(/^db\./, "")) ?? UNTOLD) * zones;
  return [{ what: `extended support of ${major}`, price: "rds-extended-support-vcpu", count, part: "database" }];
}

/** Memcached costs what Redis costs. Source: Amazon ElastiCache pricing page. */
const ENGINES: Readonly<Record<string, string>> = { memcached: "redis" };

const cacheNodes = (engine: Json | undefined, type: Json | undefined, nodes: number): Charge => {
  const name = text(written(engine)) ?? "redis";
  return {
    what: `${nodes} × ${text(type)}`,
    price: `cache:${entryOf(ENGINES, name) ?? name}:${text(type)}`,
    count: nodes,
    part: "cache",
  };
};

/** Nodes are counted directly, or as shards with replicas, which older providers write as a block. */
const replicationGroup: Pricer = ({ values }) => {
  const shards: Values = { ...values, ...blockIn(values, "cluster_mode") };
  const counts = [values.num_cache_clusters, values.number_cache_clusters].map(Number).filter((n) => n > 0);
  const sharded =
    Number(written(shards.num_node_groups) ?? 1) * (1 + Number(written(shards.replicas_per_node_group) ?? 0));
  return [cacheNodes(values.engine, values.node_type, counts[0] ?? sharded)];
};

/** A member of a replication group is paid with the group. */
const cacheCluster: Pricer = ({ values }) =>
  written(values.replication_group_id) === undefined
    ? [cacheNodes(values.engine, values.node_type, Number(written(values.num_cache_nodes) ?? 1))]
    : [];

/** Recovery points: a whole copy, and what changed on each day that is kept. */
const backupPlan: Pricer = ({ values }, surroundings) => {
  const { usage } = surroundings;
  const days = Math.max(
    ...blocksIn(values, "rule").map((rule) => Number(blockIn(rule, "lifecycle").delete_after ?? 0)),
    0,
  );
  const copies = (kept: number) => 1 + (kept * usage.dailyChangePercent) / 100;
  const kept = (what: string, price: string, sizeGb: number): Charge => ({
    what: `${what}, ${days} days`,
    price,
    count: sizeGb * copies(days),
    firstCount: sizeGb * copies(pilingUp(days)),
    part: "storage and networking",
    assumes: ["dailyChangePercent"],
  });
  return [
    kept("volumes", "ebs-snapshot", volumesGb(surroundings)),
    kept("databases", "rds-backup", databasesGb(surroundings)),
  ].filter(({ count }) => count !== 0);
};

const volumesGb = (surroundings: Surroundings): number =>
  claimedGb(surroundings) +
  ofType(surroundings, "aws_ebs_volume")
    .filter(isTagged)
    .reduce((sum, { values }) => sum + Number(values.size), 0);

const databasesGb = (surroundings: Surroundings): number =>
  ofType(surroundings, "aws_db_instance")
    .filter(isTagged)
    .reduce((sum, { values }) => sum + Number(values.allocated_storage), 0);

/** The plan selects by this tag; the volumes of claims have it from their storage class. */
const isTagged = ({ values }: Block): boolean => blockIn(values, "tags").Backup === "true";

/** Data stores and their backups. */
export const STORES: Readonly<Record<string, Pricer>> = {
  aws_backup_plan: backupPlan,
  aws_db_instance: database,
  aws_elasticache_cluster: cacheCluster,
  aws_elasticache_replication_group: replicationGroup,
};
