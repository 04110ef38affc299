import { ADMITTED_OTHERWISE } from "./admitted-otherwise";
import { SAFEGUARDS } from "./gone/safeguards";
import { STORES } from "./gone/stores";
import { GONE, type Row } from "./row";

/** Charts that keep data unless they are told not to. */
const KEEPS_DATA =
  /(postgres|mysql|mariadb|mongo|redis|valkey|rabbitmq|kafka|nats|elasticsearch|opensearch|prometheus|loki|tempo|mimir|thanos|minio|vault|consul|etcd|cassandra|clickhouse|influx|victoria|jenkins|gitlab|gitea|harbor|nexus|artifactory|sonarqube|keycloak|nextcloud|wordpress)/;

/** Helm deletes the claims of a chart with the release, but for those of stateful sets. */
const RELEASES: Row = {
  group: "data loss",
  types: ["helm_release"],
  on: GONE,
  when: ({ before }) =>
    /persisten/i.test(JSON.stringify(before?.values ?? "")) || KEEPS_DATA.test(String(before?.chart ?? "")),
  what: "the release goes, and the volumes of its claims with it",
  advice: "Take snapshots of its volumes first.",
};

/** What loses data when it goes, or what kept data. */
export const LOSSES: readonly Row[] = [
  ...STORES,
  ...[...SAFEGUARDS, ...ADMITTED_OTHERWISE].filter(({ group }) => group === "data loss"),
  RELEASES,
];

/** What kept doors closed and people informed. */
export const GUARDED: readonly Row[] = [...SAFEGUARDS, ...ADMITTED_OTHERWISE].filter(
  ({ group }) => group !== "data loss",
);
