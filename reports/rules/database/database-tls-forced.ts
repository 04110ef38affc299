import { forType } from "../checks";
import { parameter } from "../parameters";
import type { Rule } from "../rule";

export const databaseTlsForced: Rule = {
  id: "database-tls-forced",
  requirement: "A database refuses connections without TLS.",
  why: "Passwords and rows could be read on the way.",
  controls: { "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  scanners: { checkov: ["CKV2_AWS_69"] },
  fix: "Set the parameter rds.force_ssl to 1.",
  severity: "high",
  check: forType(
    "aws_db_parameter_group",
    parameter("rds.force_ssl", (value) => value === "1"),
  ),
};
