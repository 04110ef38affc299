import calendar from "./support-calendar.json";

interface Support {
  readonly endStandard?: string;
  readonly endExtended?: string;
  /** Oldest minor version AWS still creates. */
  readonly firstCreatableMinor?: number;
  readonly lastKnownMinor?: number;
  /** When the minor versions before `firstCreatableMinor` ended. */
  readonly olderMinorsEnded?: string;
}
type Table = Readonly<Record<string, Support>>;

/** Days of standard support that a version must have left to be recommended. */
const COMFORTABLE_DAYS = 60;

/** Why a Kubernetes version cannot be used, or nothing. Dates are compared with the calendar's own date, never with the clock. */
export function kubernetesProblem(version: string, supportType: "STANDARD" | "EXTENDED"): string | undefined {
  const support = lookUp(calendar.kubernetes, version);
  const instead = `write ${alternatives(recommended())}`;
  if (!support) return `${version} is not in the support calendar of ${calendar.date}; ${instead}`;
  if (isPast(support.endExtended)) {
    return `${version} ended on ${support.endExtended} and can no longer be created; ${instead}`;
  }
  if (supportType === "STANDARD" && isPast(support.endStandard)) {
    return `${version} left standard support on ${support.endStandard}; ${instead}, or supportType: EXTENDED for $0.60 instead of $0.10 an hour`;
  }
  return undefined;
}

/** A sentence when a Kubernetes version is about to leave standard support, or too little is known of it; or nothing. */
export function kubernetesWarning(version: string): string | undefined {
  const end = lookUp(calendar.kubernetes, version)?.endStandard;
  if (!end)
    return `${version} is offered by EKS, and nobody has written into the support calendar of ${calendar.date} when its support ends; it was not tried here`;
  if (isPast(end) || daysUntil(end) > COMFORTABLE_DAYS) return undefined;
  return `${version} leaves standard support on ${end}; plan the upgrade to ${alternatives(recommended())}`;
}

/** Why a PostgreSQL version cannot be used, or nothing. */
export function postgresqlProblem(version: string): string | undefined {
  const [major = "", minor] = version.split(".");
  const support = lookUp(calendar.postgresql, major);
  const majors = Object.keys(calendar.postgresql);
  if (!support) return `${version} is not in the support calendar of ${calendar.date}; write ${alternatives(majors)}`;
  if (isPast(support.endStandard))
    return `${version} left standard support on ${support.endStandard}; write ${alternatives(majors)}`;
  if (minor !== undefined && support.firstCreatableMinor !== undefined && Number(minor) < support.firstCreatableMinor) {
    return `${version} ended on ${support.olderMinorsEnded} and can no longer be created; write "${major}" and AWS picks the minor version, or "${major}.${lastMinor(major)}"`;
  }
  return undefined;
}

/** A sentence when nobody has seen an exact PostgreSQL version yet, or nothing. */
export function postgresqlWarning(version: string): string | undefined {
  const [major = "", minor] = version.split(".");
  const last = lastMinor(major);
  return minor !== undefined && last !== undefined && Number(minor) > last
    ? `${version} is newer than what the support calendar of ${calendar.date} knows ("${major}.${last}"); npm run doctor asks AWS whether it is offered`
    : undefined;
}

/** Why a version of Redis OSS or Valkey cannot be used, or nothing. */
export function cacheProblem(engine: "redis" | "valkey", version: string): string | undefined {
  const versions: Table = calendar[engine];
  const current = Object.keys(versions).filter((name) => !isPast(versions[name]?.endStandard));
  const support = lookUp(versions, version);
  if (!support)
    return `${engine} ${version} is not in the support calendar of ${calendar.date}; write ${alternatives(current)}`;
  return isPast(support.endStandard)
    ? `${engine} ${version} ended on ${support.endStandard}; write ${alternatives(current)}`
    : undefined;
}

const recommended = (): string[] =>
  Object.entries(calendar.kubernetes as Table)
    .filter(([, { endStandard }]) => endStandard !== undefined && daysUntil(endStandard) > COMFORTABLE_DAYS)
    .map(([version]) => version);

/** The newest Kubernetes version that EKS supports long enough to begin with. */
export const newestKubernetes = (): string => recommended().at(-1) ?? "";

/** The PostgreSQL major version to begin with: the newest of which the calendar knows minor versions, too. */
export const usualPostgresql = (): string =>
  Object.entries(calendar.postgresql as Table)
    .filter(([, { endStandard, lastKnownMinor }]) => !isPast(endStandard) && lastKnownMinor !== undefined)
    .map(([major]) => major)
    .at(-1) ?? "";

/** The newest version of a cache's engine that the calendar knows. */
export const newestCache = (engine: "redis" | "valkey"): string =>
  Object.entries(calendar[engine] as Table)
    .filter(([, { endStandard }]) => !isPast(endStandard))
    .map(([version]) => version)
    .at(-1) ?? "";

const lastMinor = (major: string): number | undefined => lookUp(calendar.postgresql, major)?.lastKnownMinor;

const lookUp = (table: Table, key: string): Support | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

const daysUntil = (date: string): number => (Date.parse(date) - Date.parse(calendar.date)) / 86_400_000;

const isPast = (date: string | undefined): boolean => date !== undefined && daysUntil(date) <= 0;

/** `"1.35" or "1.36"` */
const alternatives = (versions: readonly string[]): string => {
  const quoted = versions.map((version) => `"${version}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
};
