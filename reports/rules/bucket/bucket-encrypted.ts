import { all, attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

const DEFAULT = "rule.apply_server_side_encryption_by_default";

export const bucketEncrypted: Rule = {
  id: "bucket-encrypted",
  requirement: "A bucket encrypts with a customer managed key.",
  why: "With a key of its own, reading needs a second permission that can be withdrawn and is logged.",
  controls: { "nist-800-53-r5": ["SC-13", "SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_19", "CKV_AWS_145"], trivy: ["AVD-AWS-0088", "AVD-AWS-0132"] },
  fix: "Add an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm aws:kms and kms_master_key_id.",
  severity: "high",
  check: forType(
    "aws_s3_bucket",
    companion(
      "aws_s3_bucket_server_side_encryption_configuration",
      "bucket",
      all(
        attribute(`${DEFAULT}.sse_algorithm`, isOneOf("aws:kms", "aws:kms:dsse")),
        attribute(`${DEFAULT}.kms_master_key_id`, isSet),
      ),
    ),
  ),
};
