import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { CONTAINER_PATHS, ENVIRONMENT_VARIABLES } from "../tables/reserved";

type App = NonNullable<Environment["workloads"]>["apps"][string];

/** An app's container: its files, its variables, its port. */
export function* checkContainer(path: readonly string[], app: App): Generator<Problem> {
  yield* checkVolumes(path, app);
  yield* checkEnvironment(path, app);
  yield* checkPort(path, app);
}

/** Where the container gets files from: one thing at one place. */
function* checkVolumes(path: readonly string[], { volumes, writablePaths, database }: App): Generator<Problem> {
  const places = [
    ...Object.entries(volumes ?? {}).map(([claim, { mountPath }]) => ({
      key: [...path, "volumes", claim, "mountPath"] as KeyPath,
      mountPath,
    })),
    ...(writablePaths ?? []).map((mountPath, i) => ({ key: [...path, "writablePaths", i] as KeyPath, mountPath })),
  ];
  if (database && Object.hasOwn(volumes ?? {}, SECRET_VOLUME))
    yield {
      path: [...path, "volumes", SECRET_VOLUME],
      message: `"${SECRET_VOLUME}" is the volume with the database's secret; write another name`,
    };
  for (const [i, { key, mountPath }] of places.entries()) {
    if (plain(mountPath) === "/")
      yield { path: key, message: `${mountPath} is the whole image; write a directory in it` };
    const owner = ownerOf(plain(mountPath));
    if (owner) yield { path: key, message: `${mountPath} belongs to ${owner}; write a directory of the app's own` };
    if (database && plain(mountPath) === DATABASE_SECRET)
      yield { path: key, message: `${mountPath} is where the platform mounts the database's secret; write another` };
    const isListedTwice =
      places[i]?.key.at(-2) === "writablePaths" &&
      writablePaths.indexOf(mountPath) < writablePaths.lastIndexOf(mountPath);
    if (!isListedTwice && places.slice(0, i).some((other) => plain(other.mountPath) === plain(mountPath)))
      yield { path: key, message: `${mountPath} is mounted twice; write a path of its own` };
  }
}

/** Who makes what is at a path of every container, when somebody does: nothing else can be mounted there. */
const ownerOf = (path: string): string | undefined =>
  CONTAINER_PATHS.find(
    ({ paths, free = [] }) =>
      paths.some((taken) => path === taken || path.startsWith(`${taken}/`)) && !free.includes(path),
  )?.owner;

const SECRET_VOLUME = "database-secret";
const DATABASE_SECRET = "/mnt/secrets/database";

/** A path without slashes that say nothing. */
const plain = (path: string): string => path.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");

/** Variables that the platform sets with what it knows: another value would point the app elsewhere, or turn TLS off. */
function* checkEnvironment(path: readonly string[], { env, database, cache, pullSecretArn }: App): Generator<Problem> {
  const set: readonly string[] = [
    ...(database ? ENVIRONMENT_VARIABLES.database : []),
    ...(cache ? ENVIRONMENT_VARIABLES.cache : []),
    ...(database || cache || pullSecretArn ? ENVIRONMENT_VARIABLES.identity : []),
  ];
  for (const name of Object.keys(env ?? {}))
    if (set.includes(name))
      yield {
        path: [...path, "env", name],
        message: `"${name}" is set by the platform itself; remove it, or write another name`,
      };
}

/** Without a port there is nothing to call: no check over HTTP, no way in, no metrics. */
function* checkPort(path: readonly string[], app: App): Generator<Problem> {
  if (app.port !== undefined) return;
  const callers = [
    ...(["ingress", "liveness", "readiness"] as const).filter((key) => app[key] !== undefined),
    ...(app.scrape && app.scrape.port === undefined ? ["scrape"] : []),
    ...(app.service?.type === "NodePort" ? ["service"] : []),
  ];
  for (const key of callers)
    yield {
      path: [...path, key],
      message: "needs the port that the container listens on; write port too, or remove this key",
    };
}
