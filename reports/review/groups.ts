/** What a change can do, most dangerous first. */
export const GROUPS = [
  "data loss",
  "downtime",
  "exposure",
  "not judged",
  "identity",
  "monitoring",
  "cost",
  "routine",
] as const;

export type Group = (typeof GROUPS)[number];

/** Groups that need an approval. */
export const GATED: readonly Group[] = ["data loss", "exposure"];

/** What belongs to each group, for people who read their first card. */
export const MEANINGS: Readonly<Record<Group, string>> = {
  "data loss": "destroys data, or what keeps data from being destroyed",
  downtime: "something that runs stops, restarts or cannot be reached for a while",
  exposure: "more can reach it, read it or do it than before",
  "not judged": "types and arguments that this review knows nothing about",
  identity: "who may do what",
  monitoring: "what people are told, and what is logged",
  cost: "what a month costs",
  routine: "everything else",
};
