import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const databaseOwnPort: Rule = {
  id: "database-own-port",
  requirement: "A database listens on a port that is not its engine's default.",
  why: "Programs that look for databases try the default first.",
  controls: { fsbp: ["RDS.23"], "nist-800-53-r5": ["SC-7"] },
  setting: "data.database.port",
  fix: "Set `port`; it must be opened to the nodes as well.",
  severity: "low",
  check: forType(
    "aws_db_instance",
    attribute("port", (value) => ![5432, 3306, 1433, 1521, 50000].includes(Number(value ?? 5432))),
  ),
};
