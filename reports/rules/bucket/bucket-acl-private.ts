import { toGroup, toList } from "../../synthesized";
import { all, attribute, byType } from "../checks";
import type { Rule } from "../rule";

/** Canned ACLs that give nothing to anybody outside of the account. */
const PRIVATE = ["bucket-owner-full-control", "bucket-owner-read", "log-delivery-write", "private"];

const privateAcl = attribute("acl", (value) => value === undefined || PRIVATE.includes(String(value)));
const namedGrants = (path: string) =>
  attribute(path, (value) => !/AllUsers|AuthenticatedUsers|\$\{/.test(JSON.stringify(toList(value).map(toGroup))));

export const bucketAclPrivate: Rule = {
  id: "bucket-acl-private",
  requirement: "No list of access lets everybody into a bucket.",
  why: "Whoever knows its name reads the states and backups in it.",
  controls: { fsbp: ["S3.2", "S3.3"], "nist-800-53-r5": ["AC-3", "AC-4"] },
  scanners: { checkov: ["CKV_AWS_20", "CKV_AWS_57"], trivy: ["AVD-AWS-0092"] },
  waivable: false,
  fix: "Remove `acl` and `grant`; write a bucket policy for whoever needs access.",
  severity: "critical",
  check: byType({
    aws_s3_bucket: all(privateAcl, namedGrants("grant")),
    aws_s3_bucket_acl: all(privateAcl, namedGrants("access_control_policy.grant")),
  }),
};
