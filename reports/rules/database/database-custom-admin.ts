import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

/** Names that guessing starts with. */
export const GUESSED_ADMINS: readonly string[] = ["admin", "postgres", "root", "administrator", "master"];

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
    attribute("username", (value) => typeof value === "string" && !GUESSED_ADMINS.includes(value)),
  ),
};
