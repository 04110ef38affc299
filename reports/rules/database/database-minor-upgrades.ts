import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const databaseMinorUpgrades: Rule = {
  id: "database-minor-upgrades",
  requirement: "A database takes minor versions by itself.",
  why: "They mend flaws that are known to everybody.",
  controls: { "cis-aws": ["2.3.2"], fsbp: ["RDS.13"], "nist-800-53-r5": ["SI-2"] },
  scanners: { checkov: ["CKV_AWS_226"] },
  fix: "Set `auto_minor_version_upgrade`.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("auto_minor_version_upgrade", isTrue)),
};
