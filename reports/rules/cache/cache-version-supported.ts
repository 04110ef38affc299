import { isSupported } from "../../built/support";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const cacheVersionSupported: Rule = {
  id: "cache-version-supported",
  requirement: "A cache's version is supported.",
  why: "Flaws are no longer mended, or a node costs extra.",
  controls: { "nist-800-53-r5": ["SA-22", "SI-2"] },
  setting: 'data.cache.engineVersion: "7.1"',
  fix: "Set `engine_version` to a supported version.",
  severity: "medium",
  check: forType(
    "aws_elasticache_replication_group",
    attribute("engine_version", (value, { values }, { support, date }) =>
      isSupported(values.engine === "valkey" ? support.valkey : support.redis, String(value), date),
    ),
  ),
};
