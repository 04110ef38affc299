import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const bucketAclsDisabled: Rule = {
  id: "bucket-acls-disabled",
  requirement: "A bucket has no access control lists.",
  why: "Policies alone then decide, and an uploader cannot give an object away.",
  controls: { fsbp: ["S3.12"], "nist-800-53-r5": ["AC-3", "AC-6"] },
  fix: "Add an aws_s3_bucket_ownership_controls with BucketOwnerEnforced.",
  severity: "medium",
  check: forType(
    "aws_s3_bucket",
    companion(
      "aws_s3_bucket_ownership_controls",
      "bucket",
      attribute("rule.object_ownership", isOneOf("BucketOwnerEnforced")),
    ),
  ),
};
