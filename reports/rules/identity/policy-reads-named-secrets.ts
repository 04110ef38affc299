import { covers } from "../../built/policies";
import { allowsNone, isNearlyEveryOfKind } from "../policies";
import type { Rule } from "../rule";

const CONTENTS = ["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "s3:GetObject"];

export const policyReadsNamedSecrets: Rule = {
  id: "policy-reads-named-secrets",
  requirement: "Secrets, parameters and objects that may be read are named.",
  why: "One role could carry off everything that is kept in the account.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { checkov: ["CKV_AWS_288"] },
  fix: "Name their ARNs as Resource.",
  severity: "high",
  check: allowsNone(
    (statement) => isNearlyEveryOfKind(statement.resources) && CONTENTS.some((action) => covers(statement, action)),
  ),
};
