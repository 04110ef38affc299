import { type Block, blockIn, blocksIn } from "../synthesized";
import { type Charge, ofType, type Pricer, type Surroundings, text } from "./charge";
import { claimedGb } from "./kubernetes";

const database: Pricer = ({ values }, { usage }) => {
  const zones = values.multi_az === true ? 2 : 1;
  const sizeGb = Number(values.allocated_storage);
  const engine = text(values.engine) ?? "";
  const instance = text(values.instance_class) ?? "";
  // one database's size of backups is free; every day adds what has changed
  const beyondFree = (sizeGb * usage.dailyChangePercent * Number(values.backup_retention_period ?? 0)) / 100;
  const charges: Charge[] = [
    {
      what: `${instance} in ${zones === 1 ? "one zone" : "two zones"}`,
      price: `rds:${engine}:${instance}`,
      count: zones,
      part: "database",
    },
    {
      what: "storage",
      price: `rds-${text(values.storage_type) ?? "gp2"}`,
      count: sizeGb * zones,
      part: "database",
    },
    {
      what: "automatic backups",
      price: "rds-backup",
      count: beyondFree,
      part: "database",
      assumes: ["dailyChangePercent"],
    },
  ];
  const password: Charge = { what: "secret with the password", price: "secret", count: 1, part: "keys and monitoring" };
  return values.manage_master_user_password === true ? [...charges, password] : charges;
};

const cache: Pricer = ({ values }) => {
  const groups = Number(values.num_node_groups ?? 1);
  const nodes = Number(values.num_cache_clusters ?? groups * (1 + Number(values.replicas_per_node_group ?? 0)));
  const type = text(values.node_type) ?? "";
  return [
    {
      what: `${nodes} × ${type}`,
      price: `cache:${text(values.engine) ?? "redis"}:${type}`,
      count: nodes,
      part: "cache",
    },
  ];
};

/** Recovery points: a whole copy, and what changed on each day that is kept. */
const backupPlan: Pricer = ({ values }, surroundings) => {
  const { usage } = surroundings;
  const days = Math.max(
    ...blocksIn(values, "rule").map((rule) => Number(blockIn(rule, "lifecycle").delete_after ?? 0)),
    0,
  );
  const copies = 1 + (days * usage.dailyChangePercent) / 100;
  const part = "storage and networking";
  const assumes = ["dailyChangePercent"] as const;
  return [
    { what: `volumes, ${days} days`, price: "ebs-snapshot", count: volumesGb(surroundings) * copies, part, assumes },
    { what: `databases, ${days} days`, price: "rds-backup", count: databasesGb(surroundings) * copies, part, assumes },
  ].filter(({ count }) => count > 0) as Charge[];
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
  aws_elasticache_replication_group: cache,
};
