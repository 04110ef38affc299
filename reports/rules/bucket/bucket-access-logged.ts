import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const bucketAccessLogged: Rule = {
  id: "bucket-access-logged",
  requirement: "Whoever reads or writes an object of a bucket is logged.",
  why: "Nobody could say afterwards who has read the states.",
  controls: { fsbp: ["S3.9"], "nist-800-53-r5": ["AU-2", "AU-12"] },
  scanners: { checkov: ["CKV_AWS_18"], trivy: ["AVD-AWS-0089"] },
  fix: "Add an aws_s3_bucket_logging for the bucket.",
  severity: "medium",
  check: forType("aws_s3_bucket", companion("aws_s3_bucket_logging", "bucket", attribute("target_bucket", isSet))),
};
