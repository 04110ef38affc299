import { covers } from "../../built/policies";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

export const policyPassesNamedRoles: Rule = {
  id: "policy-passes-named-roles",
  requirement: "Roles that may be passed on are named.",
  why: "Passing any role to a new instance is a way to become administrator.",
  controls: { "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  scanners: { checkov: ["CKV_AWS_286"], trivy: ["AVD-AWS-0342"] },
  waivable: false,
  fix: "Name the ARNs of the roles as Resource of iam:PassRole.",
  severity: "high",
  check: allowsNone((statement) => covers(statement, "iam:PassRole") && isEveryOfKind(statement.resources)),
};
