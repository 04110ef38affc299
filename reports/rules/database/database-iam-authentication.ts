import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const databaseIamAuthentication: Rule = {
  id: "database-iam-authentication",
  requirement: "A database accepts IAM authentication.",
  why: "Tokens end after 15 minutes; passwords do not.",
  controls: { fsbp: ["RDS.10"], "nist-800-53-r5": ["AC-3", "IA-2"] },
  scanners: { checkov: ["CKV_AWS_161"], trivy: ["AVD-AWS-0176"] },
  fix: "Set `iam_database_authentication_enabled`.",
  severity: "medium",
  check: forType("aws_db_instance", attribute("iam_database_authentication_enabled", isTrue)),
};
