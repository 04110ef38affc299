import type { Block } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isFalse, isTrue } from "../values";

/** `7.1`, but not `6.x`, the only way to leave the minor version open. */
const namesMinor = ({ values }: Block): boolean => /^\d+\.\d+/.test(String(values.engine_version ?? ""));

export const cacheMinorUpgrades: Rule = {
  id: "cache-minor-upgrades",
  requirement: "A cache keeps the minor version that it names, or takes new ones by itself when it names none.",
  why: "Upgraded past the version that is written, it would be replaced with the next deployment to go back, and lose its data.",
  controls: { fsbp: ["ElastiCache.2"], "nist-800-53-r5": ["SI-2"] },
  fix: "Set `auto_minor_version_upgrade` to false and write new minor versions into `engine_version`.",
  severity: "low",
  check: forType("aws_elasticache_replication_group", (block, context) =>
    attribute("auto_minor_version_upgrade", namesMinor(block) ? isFalse : isTrue)(block, context),
  ),
};
