import { SAFEGUARDS } from "./gone/safeguards";
import { STORES } from "./gone/stores";
import { GONE, type Row } from "./row";

/** Helm deletes the claims of a chart with the release, but for those of stateful sets. */
const RELEASES: Row = {
  group: "data loss",
  types: ["helm_release"],
  on: GONE,
  when: ({ before }) => /persisten/i.test(JSON.stringify(before?.values ?? "")),
  what: "the release goes, and the volumes of its claims with it",
  advice: "Take snapshots of its volumes first.",
};

/** What loses data when it goes, or what kept data. */
export const LOSSES: readonly Row[] = [...STORES, ...SAFEGUARDS.filter(({ group }) => group === "data loss"), RELEASES];

/** What kept doors closed and people informed. */
export const GUARDED: readonly Row[] = SAFEGUARDS.filter(({ group }) => group !== "data loss");
