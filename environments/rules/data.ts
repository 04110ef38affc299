import { cacheProblem, postgresqlProblem, postgresqlWarning } from "../calendar";
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
  const { engineVersion, instanceClass, storageGb, maxStorageGb, name, user, port } = database;
  const problem = engineVersion && postgresqlProblem(engineVersion);
  if (problem) yield { path: [...path, "engineVersion"], message: problem };
  const warning = engineVersion && !problem && postgresqlWarning(engineVersion);
  if (warning) yield { path: [...path, "engineVersion"], message: warning, isWarning: true };
  const wrongClass = instanceClass && databaseClassProblem(instanceClass);
  if (wrongClass) yield { path: [...path, "instanceClass"], message: wrongClass };
  if (port < LOWEST_PORT)
    yield {
      path: [...path, "port"],
      message: `${port} is a port that RDS refuses; write one from ${LOWEST_PORT} to 65535`,
    };
  const least = Math.ceil(storageGb * 1.1);
  if (least > LARGEST_GB)
    yield {
      path: [...path, "storageGb"],
      message: `${storageGb} leaves no room to grow by a tenth, and ${LARGEST_GB} is the most there is; write ${Math.floor(LARGEST_GB / 1.1)} or less`,
    };
  else if (maxStorageGb < least) {
    yield {
      path: [...path, "maxStorageGb"],
      message: `${maxStorageGb} leaves no room to grow from ${storageGb}; write ${least} or more`,
    };
  }
  yield* checkName([...path, "name"], name, POSTGRESQL_DATABASES);
  yield* checkName([...path, "user"], user, POSTGRESQL_USERS);
  if (user) yield* checkAppUser([...path, "user"], user);
  yield* checkWindows(path, "backupWindow", database, { daily: 30, weekly: 30 });
}

/** Source: Amazon RDS API, CreateDBInstance, Port. */
const LOWEST_PORT = 1150;
/** Source: Amazon RDS user guide, gp3 storage of RDS for PostgreSQL. */
const LARGEST_GB = 65536;
/** Longest name of a role in PostgreSQL (NAMEDATALEN - 1); more is cut off without a word. */
const LONGEST_ROLE = 63;

/** Applications log in as `<user>_app`, which PostgreSQL must take as well. */
function* checkAppUser(path: KeyPath, user: string): Generator<Problem> {
  const app = `${user}_app`;
  const reserved = reservedBy(POSTGRESQL_USERS, app);
  if (reserved && !reservedBy(POSTGRESQL_USERS, user))
    yield {
      path,
      message: `"${user}" makes ${app}, the user of applications, and that is reserved by ${reserved.owner}; write ${reserved.write}`,
    };
  if (app.length > LONGEST_ROLE)
    yield {
      path,
      message: `"${user}" makes the user of applications, which is the same with _app, longer than ${LONGEST_ROLE} characters; write ${LONGEST_ROLE - "_app".length} at most`,
    };
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
