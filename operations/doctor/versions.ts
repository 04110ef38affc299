import type { Finding, Subject } from "./check";
import { fine, problem, problemsOr, words } from "./check";

interface ClusterVersion {
  readonly clusterVersion: string;
  /** `versionStatus` in newer answers, `status` in older ones. */
  readonly versionStatus?: string;
  readonly status?: string;
}

/** Whether EKS makes clusters of the version today. */
export async function checkKubernetes({ aws, environment: { cluster } }: Subject): Promise<Finding[]> {
  if (!cluster) return [fine("no cluster is asked for")];
  const { clusterVersions } = await aws<{ clusterVersions: ClusterVersion[] }>("eks", "describe-cluster-versions");
  const statusOf = ({ versionStatus, status = "" }: ClusterVersion): string =>
    versionStatus ?? status.replace("-", "_").toUpperCase();
  const standard = clusterVersions.filter((each) => statusOf(each) === "STANDARD_SUPPORT");
  const offered = standard.map(({ clusterVersion }) => `"${clusterVersion}"`);
  const found = clusterVersions.find(({ clusterVersion }) => clusterVersion === cluster.version);
  const status = found ? statusOf(found) : "UNSUPPORTED";
  const instead = `write cluster.version: ${offered.join(" or ")}`;
  if (status === "UNSUPPORTED") return [problem(`EKS does not offer Kubernetes ${cluster.version}`, instead)];
  if (status === "EXTENDED_SUPPORT" && cluster.supportType === "STANDARD") {
    return [
      problem(
        `Kubernetes ${cluster.version} left standard support, and supportType is STANDARD`,
        `${instead}, or supportType: EXTENDED for six times the hourly price`,
      ),
    ];
  }
  return [
    fine(
      `EKS offers Kubernetes ${cluster.version} (${status === "STANDARD_SUPPORT" ? "standard" : "extended"} support)`,
    ),
  ];
}

interface AddOnVersions {
  readonly addonName: string;
  readonly addonVersions: readonly { readonly addonVersion: string }[];
}

/** A version that Terraform looks up when planning is AWS's default, which is always offered. */
const isLookedUp = (version: unknown): boolean => version === undefined || String(version).startsWith("${");

/** Whether EKS offers the add-ons, at the versions that are asked for, for this version of Kubernetes. */
export async function checkAddOns({ aws, environment: { cluster }, stacks }: Subject): Promise<readonly Finding[]> {
  if (!cluster) return [fine("no cluster is asked for")];
  const { addons } = await aws<{ addons: AddOnVersions[] }>(
    "eks",
    "describe-addon-versions",
    "--kubernetes-version",
    cluster.version,
  );
  const wanted = stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === "aws_eks_addon")
    .map(({ values }) => ({ name: String(values.addon_name), version: values.addon_version }));
  const problems = wanted.flatMap(({ name, version }) => {
    const versions = addons.find(({ addonName }) => addonName === name)?.addonVersions.map((each) => each.addonVersion);
    if (!versions)
      return [
        problem(
          `EKS does not offer the add-on ${name} for Kubernetes ${cluster.version}`,
          "write another cluster.version",
        ),
      ];
    return isLookedUp(version) || versions.includes(String(version))
      ? []
      : [
          problem(
            `EKS does not offer ${name} ${String(version)} for Kubernetes ${cluster.version}`,
            `write ${versions.slice(0, 3).join(" or ")} in cluster.addOnVersions`,
          ),
        ];
  });
  return problemsOr(problems, `EKS offers ${words(wanted.map(({ name }) => name))}`);
}

/** Versions of PostgreSQL that RDS makes today and that are the wanted one: itself, or the minors of a major. */
export async function offeredPostgresql({ aws }: Pick<Subject, "aws">, version: string): Promise<string[]> {
  const { DBEngineVersions } = await aws<{ DBEngineVersions: { EngineVersion: string }[] }>(
    "rds",
    "describe-db-engine-versions",
    "--engine",
    "postgres",
  );
  return DBEngineVersions.map(({ EngineVersion }) => EngineVersion).filter(
    (each) => each === version || each.startsWith(`${version}.`),
  );
}

/** Whether RDS makes databases of the version today. */
export async function checkPostgresql(subject: Subject): Promise<Finding[]> {
  const { database } = subject.environment.data ?? {};
  if (!database) return [fine("no database is asked for")];
  const { engineVersion } = database;
  const offered = await offeredPostgresql(subject, engineVersion);
  if (offered.length > 0) return [fine(`RDS offers PostgreSQL ${words(offered.slice(-3))}`)];
  const [major = ""] = engineVersion.split(".");
  const minors = await offeredPostgresql(subject, major);
  const instead = minors.length > 0 ? `"${major}" or "${minors.at(-1)}"` : "a major version that AWS still makes";
  return [problem(`RDS does not offer PostgreSQL ${engineVersion}`, `write data.database.engineVersion: ${instead}`)];
}

/** Whether ElastiCache makes caches of the version today. */
export async function checkCacheVersion({ aws, environment: { data } }: Subject): Promise<Finding[]> {
  if (!data?.cache) return [fine("no cache is asked for")];
  const { engine, engineVersion } = data.cache;
  const { CacheEngineVersions } = await aws<{ CacheEngineVersions: { EngineVersion: string }[] }>(
    "elasticache",
    "describe-cache-engine-versions",
    "--engine",
    engine,
  );
  const offered = CacheEngineVersions.map(({ EngineVersion }) => EngineVersion);
  return offered.some((each) => each === engineVersion || each.startsWith(`${engineVersion}.`))
    ? [fine(`ElastiCache offers ${engine} ${engineVersion}`)]
    : [
        problem(
          `ElastiCache does not offer ${engine} ${engineVersion}`,
          `write data.cache.engineVersion: one of ${offered.join(", ")}`,
        ),
      ];
}
