import type { Block } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isFalse, isTrue } from "../values";

/** `16.14`, but not `16`; an expression is taken for a major version. */
const namesMinor = ({ values }: Block): boolean => /^\d+\.\d+/.test(String(values.engine_version ?? ""));

export const databaseMinorUpgrades: Rule = {
  id: "database-minor-upgrades",
  requirement: "A database takes minor versions by itself, or names the one that it keeps.",
  why: "They mend flaws that are known to everybody. Upgraded past an exact version, it could not be deployed again: RDS does not go back.",
  controls: { "cis-aws": ["2.3.2"], fsbp: ["RDS.13"], "nist-800-53-r5": ["SI-2"] },
  scanners: { checkov: ["CKV_AWS_226"] },
  setting: 'data.database.engineVersion: "16"',
  fix: "Name the major version alone in `engine_version` and set `auto_minor_version_upgrade`, or name an exact one and set it to false.",
  severity: "medium",
  check: forType("aws_db_instance", (block, context) =>
    attribute("auto_minor_version_upgrade", namesMinor(block) ? isFalse : isTrue)(block, context),
  ),
};
