import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet, isTrue } from "../values";

export const databaseEncrypted: Rule = {
  id: "database-encrypted",
  requirement: "A database is encrypted with a customer managed key.",
  why: "A stolen disk, snapshot or backup says nothing.",
  controls: { "cis-aws": ["2.3.1"], fsbp: ["RDS.3"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_16"], trivy: ["AVD-AWS-0080"] },
  fix: "Set `storage_encrypted` and `kms_key_id`; an existing database is restored from an encrypted copy of its snapshot.",
  severity: "high",
  check: forType("aws_db_instance", all(attribute("storage_encrypted", isTrue), attribute("kms_key_id", isSet))),
};
