import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const databaseCurrentCertificate: Rule = {
  id: "database-current-certificate",
  requirement: "A database uses a current certificate authority of RDS.",
  why: "The authority of 2019 ended in 2024; clients that check certificates could no longer connect.",
  controls: { "nist-800-53-r5": ["SC-8(1)", "SC-12"] },
  scanners: { checkov: ["CKV_AWS_211"] },
  fix: "Set `ca_cert_identifier` to rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("ca_cert_identifier", matches(/^rds-ca-(rsa2048|rsa4096|ecc384)-g1$/))),
};
