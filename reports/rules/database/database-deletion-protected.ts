import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const databaseDeletionProtected: Rule = {
  id: "database-deletion-protected",
  requirement: "A database cannot be deleted by mistake.",
  why: "It is the one thing that cannot be made again.",
  controls: { fsbp: ["RDS.8"], "nist-800-53-r5": ["CP-9"] },
  scanners: { checkov: ["CKV_AWS_293"], trivy: ["AVD-AWS-0177"] },
  setting: "deletionProtection: true",
  fix: "Set `deletion_protection`.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("deletion_protection", isTrue)),
};
