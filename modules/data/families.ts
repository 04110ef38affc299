const majorOf = (version: string): string => version.split(".")[0] ?? version;

/** Parameter group family of a PostgreSQL version: `16` and `16.14` are `postgres16`. */
export const databaseFamily = (version: string): string => `postgres${majorOf(version)}`;

/**
 * Parameter group family of a cache: `redis` 7.1 is `redis7`, `valkey` 8.2 is `valkey8`.
 * Redis OSS before 7 has families of another spelling and no IAM authentication, so it cannot be used here.
 */
export const cacheFamily = (engine: "redis" | "valkey", version: string): string => `${engine}${majorOf(version)}`;
