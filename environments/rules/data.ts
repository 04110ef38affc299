import { cacheProblem, postgresqlProblem } from "../calendar";
import { cacheNodeProblem, databaseClassProblem } from "../classes";
import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { POSTGRESQL_DATABASES, POSTGRESQL_USERS, type Reserved, reservedBy } from "../tables/reserved";
import { checkBackup, checkWindows } from "./windows";

type Data = NonNullable<Environment["data"]>;

/** Versions, sizes, names and time windows of the data stores. */
export function* checkData({ data }: Environment): Generator<Problem> {
  if (data?.database) yield* checkDatabase(data.database);
  if (data?.cache) yield* checkCache(data.cache);
  yield* checkBackup(data);
  if (data && Object.values(data).every((part) => part === undefined)) {
    yield { path: ["data"], message: "names nothing to make; write database, cache or backup, or remove the key" };
  }
}

function* checkDatabase(database: NonNullable<Data["database"]>): Generator<Problem> {
  const path = ["data", "database"];
  const { engineVersion, instanceClass, storageGb, maxStorageGb, name, user } = database;
  const problem = engineVersion && postgresqlProblem(engineVersion);
  if (problem) yield { path: [...path, "engineVersion"], message: problem };
  const wrongClass = instanceClass && databaseClassProblem(instanceClass);
  if (wrongClass) yield { path: [...path, "instanceClass"], message: wrongClass };
  const least = Math.ceil(storageGb * 1.1);
  if (maxStorageGb < least) {
    yield {
      path: [...path, "maxStorageGb"],
      message: `${maxStorageGb} leaves no room to grow from ${storageGb}; write ${least} or more`,
    };
  }
  yield* checkName([...path, "name"], name, POSTGRESQL_DATABASES);
  yield* checkName([...path, "user"], user, POSTGRESQL_USERS);
  yield* checkWindows(path, "backupWindow", database, { daily: 30, weekly: 30 });
}

function* checkName(path: KeyPath, name: string | undefined, table: readonly Reserved[]): Generator<Problem> {
  const reserved = name && reservedBy(table, name);
  if (reserved) yield { path, message: `"${name}" is reserved by ${reserved.owner}; write ${reserved.write}` };
}

function* checkCache(cache: NonNullable<Data["cache"]>): Generator<Problem> {
  const path = ["data", "cache"];
  const { engine, engineVersion, nodeType, user } = cache;
  const problem = engineVersion && cacheProblem(engine, engineVersion);
  if (problem) yield { path: [...path, "engineVersion"], message: problem };
  const wrongType = nodeType && cacheNodeProblem(nodeType);
  if (wrongType) yield { path: [...path, "nodeType"], message: wrongType };
  if (user === "default")
    yield { path: [...path, "user"], message: '"default" is the disabled user every cache has; write another name' };
  yield* checkWindows(path, "snapshotWindow", cache, { daily: 60, weekly: 60 });
}
