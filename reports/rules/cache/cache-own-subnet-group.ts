import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const cacheOwnSubnetGroup: Rule = {
  id: "cache-own-subnet-group",
  requirement: "A cache has a subnet group of its own.",
  why: "The default one spans every subnet of the VPC, also the public ones.",
  controls: { fsbp: ["ElastiCache.7"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Set `subnet_group_name`.",
  severity: "low",
  check: forType(
    "aws_elasticache_replication_group",
    attribute("subnet_group_name", (value) => typeof value === "string" && value !== "default"),
  ),
};
