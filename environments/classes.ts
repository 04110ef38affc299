import { closest } from "fastest-levenshtein";
import caches from "./tables/cache-nodes.json";
import databases from "./tables/database-classes.json";

/** Sizes by family, separated by spaces. */
type Families = Readonly<Record<string, string>>;

/** Why RDS has no such instance class for PostgreSQL, or nothing. */
export const databaseClassProblem = (name: string): string | undefined =>
  problemOf(name, "db", databases.families, "an instance class of RDS for PostgreSQL");

/** Why ElastiCache has no such node type, or nothing. */
export const cacheNodeProblem = (name: string): string | undefined =>
  problemOf(name, "cache", caches.families, "a node type of ElastiCache with encryption in transit");

function problemOf(name: string, service: string, families: Families, what: string): string | undefined {
  const [, family = "", size = ""] = name.split(".");
  const sizes = Object.hasOwn(families, family) ? (families[family] ?? "").split(" ") : [];
  if (sizes.includes(size)) return undefined;
  if (sizes.length > 0) return `"${name}" is not ${what}; ${service}.${family} has ${sizes.join(", ")}`;
  const all = Object.entries(families).flatMap(([one, list]) =>
    list.split(" ").map((each) => `${service}.${one}.${each}`),
  );
  return `"${name}" is not ${what}; write one like ${closest(name, all)}, of the families ${Object.keys(families).join(", ")}`;
}
