import { covers, deniesPlainText } from "../../built/policies";
import { companion, forType } from "../checks";
import { someStatement } from "../policies";
import type { Rule } from "../rule";

export const bucketTlsOnly: Rule = {
  id: "bucket-tls-only",
  requirement: "A bucket refuses requests without TLS.",
  why: "Its objects could be read and changed on the way.",
  controls: { "cis-aws": ["2.1.1"], fsbp: ["S3.5"], "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  fix: "Add an aws_s3_bucket_policy that denies every action when aws:SecureTransport is false.",
  severity: "high",
  check: forType(
    "aws_s3_bucket",
    companion(
      "aws_s3_bucket_policy",
      "bucket",
      someStatement(
        "policy",
        (statement) =>
          deniesPlainText(statement) && statement.principals.includes("*") && covers(statement, "s3:GetObject"),
      ),
    ),
  ),
};
