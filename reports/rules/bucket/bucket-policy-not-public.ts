import { admitsEverybody } from "../../built/policies";
import { everyStatementOf } from "../policies";
import type { Rule } from "../rule";

export const bucketPolicyNotPublic: Rule = {
  id: "bucket-policy-not-public",
  requirement: "A bucket's policy lets nobody in without naming them.",
  why: "Everybody with an AWS account could read the bucket.",
  controls: { fsbp: ["S3.2", "S3.3", "S3.6"], "nist-800-53-r5": ["AC-3", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_70"] },
  waivable: false,
  fix: "Name the principals in every Allow statement.",
  severity: "critical",
  check: everyStatementOf(
    { aws_s3_bucket: "policy", aws_s3_bucket_policy: "policy" },
    (statement) => !admitsEverybody(statement),
  ),
};
