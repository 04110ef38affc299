import { cacheProblem, postgresqlProblem } from "../calendar";
import type { Problem } from "../problem";
import type { Environment } from "../schema";

type Data = NonNullable<Environment["data"]>;

/** User names RDS for PostgreSQL keeps for itself. Source: Amazon RDS user guide, "Settings for DB instances". */
const RESERVED_USERS = ["admin", "rdsadmin", "rdsrepladmin", "rds_superuser", "rds_replication", "rds_iam"];

/** Versions, sizes and time windows of the data stores. */
export function* checkData({ data }: Environment): Generator<Problem> {
  if (data?.database) yield* checkDatabase(data.database);
  if (data?.cache) yield* checkCache(data.cache);
  if (data && Object.values(data).every((part) => part === undefined)) {
    yield { path: ["data"], message: "names nothing to make; write database, cache or backup, or remove the key" };
  }
}

function* checkDatabase(database: NonNullable<Data["database"]>): Generator<Problem> {
  const path = ["data", "database"];
  const { engineVersion, storageGb, maxStorageGb, user, backupWindow, maintenanceWindow } = database;
  const problem = engineVersion && postgresqlProblem(engineVersion);
  if (problem) yield { path: [...path, "engineVersion"], message: problem };
  const least = Math.ceil(storageGb * 1.1);
  if (maxStorageGb < least) {
    yield {
      path: [...path, "maxStorageGb"],
      message: `${maxStorageGb} leaves no room to grow from ${storageGb}; write ${least} or more`,
    };
  }
  if (RESERVED_USERS.includes(user))
    yield { path: [...path, "user"], message: `"${user}" is reserved by RDS; write another name` };
  yield* checkWindows(path, "backupWindow", backupWindow, maintenanceWindow);
}

function* checkCache(cache: NonNullable<Data["cache"]>): Generator<Problem> {
  const path = ["data", "cache"];
  const { engine, engineVersion, snapshotWindow, maintenanceWindow, user } = cache;
  const problem = engineVersion && cacheProblem(engine, engineVersion);
  if (problem) yield { path: [...path, "engineVersion"], message: problem };
  if (user === "default")
    yield { path: [...path, "user"], message: '"default" is the disabled user every cache has; write another name' };
  yield* checkWindows(path, "snapshotWindow", snapshotWindow, maintenanceWindow);
}

/** AWS refuses a daily window that meets the maintenance window. */
function* checkWindows(path: readonly string[], key: string, daily: string, weekly: string): Generator<Problem> {
  const [start, end] = minutes(daily);
  if (length(start, end) < 30)
    yield { path: [...path, key], message: `${daily} is shorter than 30 minutes; write a longer window` };
  const [from, to] = minutes(weekly.replace(/[a-z]{3}:/g, ""));
  if (length(start, from) < length(start, end) || length(from, start) < length(from, to)) {
    yield { path: [...path, key], message: `${daily} overlaps maintenanceWindow ${weekly}; write another time` };
  }
}

const minutes = (window: string): [number, number] =>
  window.split("-").map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) as [number, number];

/** Minutes from one time of day to the next time it is the other. */
const length = (from: number, to: number): number => (to - from + 1440) % 1440;
