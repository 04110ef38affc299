import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const databaseNotPublic: Rule = {
  id: "database-not-public",
  requirement: "A database has no public address.",
  why: "One guessed password would publish all data.",
  controls: { "cis-aws": ["2.3.3"], fsbp: ["RDS.2"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_17"], trivy: ["AVD-AWS-0180"] },
  waivable: false,
  fix: "Set `publicly_accessible` to false.",
  severity: "critical",
  check: forType("aws_db_instance", attribute("publicly_accessible", isNotTrue)),
};
