import { all, attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

export const bucketOldVersionsExpire: Rule = {
  id: "bucket-old-versions-expire",
  requirement: "Old versions in a bucket expire.",
  why: "Secrets that were once in an object would stay for ever, and so would the bill.",
  controls: { fsbp: ["S3.13"], "nist-800-53-r5": ["CM-6"] },
  scanners: { checkov: ["CKV2_AWS_61"] },
  fix: "Add an aws_s3_bucket_lifecycle_configuration with an enabled rule and noncurrent_version_expiration.",
  severity: "low",
  check: forType(
    "aws_s3_bucket",
    companion(
      "aws_s3_bucket_lifecycle_configuration",
      "bucket",
      all(attribute("rule.status", isOneOf("Enabled")), attribute("rule.noncurrent_version_expiration", isSet)),
    ),
  ),
};
