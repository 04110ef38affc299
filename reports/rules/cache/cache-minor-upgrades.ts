import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const cacheMinorUpgrades: Rule = {
  id: "cache-minor-upgrades",
  requirement: "A cache takes minor versions by itself.",
  why: "They mend flaws that are known to everybody.",
  controls: { fsbp: ["ElastiCache.2"], "nist-800-53-r5": ["SI-2"] },
  fix: "Set `auto_minor_version_upgrade`.",
  severity: "low",
  check: forType("aws_elasticache_replication_group", attribute("auto_minor_version_upgrade", isTrue)),
};
