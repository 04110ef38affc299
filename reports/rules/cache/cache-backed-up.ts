import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAtLeast } from "../values";

export const cacheBackedUp: Rule = {
  id: "cache-backed-up",
  requirement: "A cache is backed up every day.",
  why: "Sessions and queues in it would be lost with the node.",
  controls: { fsbp: ["ElastiCache.1"], "nist-800-53-r5": ["CP-9", "CP-10"] },
  setting: "data.cache.snapshotRetentionDays: 1",
  fix: "Set `snapshot_retention_limit` to 1 or more.",
  severity: "medium",
  check: forType("aws_elasticache_replication_group", attribute("snapshot_retention_limit", isAtLeast(1))),
};
