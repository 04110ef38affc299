import type { Statement } from "../iam";
import type { AppProps, CacheConnection, DatabaseConnection } from "./props";

/** Folder in the container with the files of the database's secret. */
export const DATABASE_SECRET_PATH = "/mnt/secrets/database";

/** How an app reaches its data stores: variables without a secret in them, and the rights to fetch the secrets. */
export interface Wiring {
  readonly env: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
}

/** The wiring of an app to the stores it is given. */
export function wiringOf({ database, cache, settings, region }: AppProps): Wiring {
  const parts = [
    ...(database ? [databaseWiring(database, region)] : []),
    ...(cache ? [cacheWiring(cache, region)] : []),
    ...(settings.pullSecretArn ? [{ env: {}, statements: pullSecret(settings.pullSecretArn, region) }] : []),
  ];
  return {
    env: Object.assign({}, ...parts.map(({ env }) => env)),
    statements: parts.flatMap(({ statements }) => statements),
  };
}

/** The password is in a file that changes when RDS rotates it: an app reads it whenever it connects. */
const databaseWiring = (database: DatabaseConnection, region: string): Wiring => ({
  env: {
    DATABASE_HOST: database.databaseHost,
    DATABASE_PORT: String(database.databasePort),
    DATABASE_NAME: database.databaseName,
    DATABASE_USER: database.databaseUser,
    DATABASE_PASSWORD_FILE: `${DATABASE_SECRET_PATH}/password`,
    DATABASE_SSLMODE: "verify-full",
  },
  statements: [
    mayRead("DatabasePassword", database.databaseSecretArn),
    {
      Sid: "DecryptDatabasePassword",
      Action: "kms:Decrypt",
      Resource: database.databaseSecretKeyArn,
      Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
  ],
});

/** There is no password: the app signs a token that is good for a quarter of an hour, whenever it connects. */
const cacheWiring = (cache: CacheConnection, region: string): Wiring => ({
  env: {
    CACHE_HOST: cache.cacheHost,
    CACHE_PORT: String(cache.cachePort),
    CACHE_USER: cache.cacheUser,
    CACHE_NAME: cache.cacheName,
    CACHE_TLS: "true",
    AWS_REGION: region,
  },
  statements: [{ Sid: "Cache", Action: "elasticache:Connect", Resource: [cache.cacheArn, cache.cacheUserArn] }],
});

/** The key of that secret is not known here; whichever it is, it may be used for this secret alone. */
const pullSecret = (secret: string, region: string): Statement[] => [
  mayRead("PullSecret", secret),
  {
    Sid: "DecryptPullSecret",
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
        "kms:EncryptionContext:SecretARN": secret,
      },
    },
  },
];

const mayRead = (Sid: string, secret: string): Statement => ({
  Sid,
  Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
  Resource: secret,
});
