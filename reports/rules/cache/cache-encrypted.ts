import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet, isTrue } from "../values";

export const cacheEncrypted: Rule = {
  id: "cache-encrypted",
  requirement: "A cache is encrypted at rest with a customer managed key.",
  why: "Its backups hold sessions.",
  controls: { fsbp: ["ElastiCache.4"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_29", "CKV_AWS_191"], trivy: ["AVD-AWS-0045"] },
  fix: "Set `at_rest_encryption_enabled` and `kms_key_id`; that replaces the cache.",
  severity: "high",
  check: forType(
    "aws_elasticache_replication_group",
    all(attribute("at_rest_encryption_enabled", isTrue), attribute("kms_key_id", isSet)),
  ),
};
