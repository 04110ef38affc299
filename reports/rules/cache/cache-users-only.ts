import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const cacheUsersOnly: Rule = {
  id: "cache-users-only",
  requirement: "A cache lets in the users of a user group only.",
  why: "Everything in the network could read every session.",
  controls: { fsbp: ["ElastiCache.6"], "nist-800-53-r5": ["AC-3", "IA-2"] },
  scanners: { checkov: ["CKV_AWS_31"] },
  waivable: false,
  fix: "Set `user_group_ids`.",
  severity: "high",
  check: forType("aws_elasticache_replication_group", attribute("user_group_ids", isSet)),
};
