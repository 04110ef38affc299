import { isSupported } from "../../built/support";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const databaseVersionSupported: Rule = {
  id: "database-version-supported",
  requirement: "A database's version is in standard support.",
  why: "Flaws are no longer mended, or every virtual CPU costs extra.",
  controls: { "nist-800-53-r5": ["SA-22", "SI-2"] },
  setting: 'data.database.engineVersion: "16"',
  fix: "Set `engine_version` to a supported major version.",
  severity: "medium",
  check: forType(
    "aws_db_instance",
    attribute("engine_version", (value, _, { support, date }) => {
      const [major = "", minor] = String(value).split(".");
      const least = support.postgresql[major]?.firstCreatableMinor ?? 0;
      return isSupported(support.postgresql, major, date) && (minor === undefined || Number(minor) >= least);
    }),
  ),
};
