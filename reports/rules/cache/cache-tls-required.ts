import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const cacheTlsRequired: Rule = {
  id: "cache-tls-required",
  requirement: "A cache refuses connections without TLS.",
  why: "Sessions could be read and taken over on the way.",
  controls: { fsbp: ["ElastiCache.5"], "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  scanners: { checkov: ["CKV_AWS_30"], trivy: ["AVD-AWS-0051"] },
  fix: "Set `transit_encryption_enabled`, and `transit_encryption_mode` to required.",
  severity: "high",
  check: forType(
    "aws_elasticache_replication_group",
    all(
      attribute("transit_encryption_enabled", isTrue),
      attribute("transit_encryption_mode", (value) => value === undefined || value === "required"),
    ),
  ),
};
