import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const databaseCustomAdmin: Rule = {
  id: "database-custom-admin",
  requirement: "The administrator of a database has a name of its own.",
  why: "Guessing starts with admin and postgres.",
  controls: { fsbp: ["RDS.25"], "nist-800-53-r5": ["CM-6"] },
  setting: "data.database.user",
  fix: "Set `username`; changing it replaces the database.",
  severity: "low",
  check: forType(
    "aws_db_instance",
    attribute(
      "username",
      (value) => typeof value === "string" && !["admin", "postgres", "root", "administrator", "master"].includes(value),
    ),
  ),
};
