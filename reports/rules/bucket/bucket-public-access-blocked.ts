import { all, attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

const FOUR = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export const bucketPublicAccessBlocked: Rule = {
  id: "bucket-public-access-blocked",
  requirement: "A bucket blocks public access in all four ways.",
  why: "A mistaken ACL or policy would publish the state of the whole platform.",
  controls: { "cis-aws": ["2.1.4"], fsbp: ["S3.2", "S3.3", "S3.8"], "nist-800-53-r5": ["AC-3", "SC-7"] },
  scanners: {
    checkov: ["CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"],
    trivy: ["AVD-AWS-0086", "AVD-AWS-0087", "AVD-AWS-0091", "AVD-AWS-0093", "AVD-AWS-0094"],
  },
  waivable: false,
  fix: "Add an aws_s3_bucket_public_access_block with all four arguments true.",
  severity: "critical",
  check: forType(
    "aws_s3_bucket",
    companion("aws_s3_bucket_public_access_block", "bucket", all(...FOUR.map((name) => attribute(name, isTrue)))),
  ),
};
