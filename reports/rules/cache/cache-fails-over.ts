import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const cacheFailsOver: Rule = {
  id: "cache-fails-over",
  requirement: "A cache has a replica in another zone and fails over to it.",
  why: "When its node or zone fails the cache is down, and empty afterwards.",
  controls: { fsbp: ["ElastiCache.3"], "nist-800-53-r5": ["CP-10", "SC-5(2)", "SI-13(5)"] },
  scanners: { checkov: ["CKV2_AWS_50"] },
  setting: "data.cache.nodes: 2",
  fix: "Set `automatic_failover_enabled`, `multi_az_enabled` and two nodes or more.",
  severity: "medium",
  check: forType(
    "aws_elasticache_replication_group",
    all(attribute("automatic_failover_enabled", isTrue), attribute("multi_az_enabled", isTrue)),
  ),
};
