import { includesPort } from "../../built/ports";
import { everyPermission, opensToEverybody } from "../permissions";
import type { Rule } from "../rule";

/** SQL Server, Oracle, MySQL, PostgreSQL, Redis, Elasticsearch, Memcached, MongoDB. */
const DATA = [1433, 1434, 1521, 3306, 5432, 6379, 6380, 9200, 11211, 27017];

export const dataPortsClosed: Rule = {
  id: "data-ports-closed",
  requirement: "No port of a database or cache is open to everybody.",
  why: "One stolen or guessed password would publish all data.",
  controls: { fsbp: ["EC2.19"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  waivable: false,
  fix: "Admit the security group of the nodes instead of a range.",
  severity: "critical",
  check: everyPermission("ingress", (permission, block, context) =>
    DATA.every((port) => !includesPort(permission, port) || !opensToEverybody(permission, block, context, port)),
  ),
};
