import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const bucketVersioned: Rule = {
  id: "bucket-versioned",
  requirement: "A bucket keeps earlier versions of its objects.",
  why: "A deleted or damaged state file can then be restored.",
  controls: { "nist-800-53-r5": ["CP-9", "CP-10"] },
  scanners: { checkov: ["CKV_AWS_21"], trivy: ["AVD-AWS-0090"] },
  fix: "Add an aws_s3_bucket_versioning with status Enabled.",
  severity: "medium",
  check: forType(
    "aws_s3_bucket",
    companion("aws_s3_bucket_versioning", "bucket", attribute("versioning_configuration.status", isOneOf("Enabled"))),
  ),
};
