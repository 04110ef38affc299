import { GIVES_PERMISSIONS } from "../../built/escalations";
import { covers } from "../../built/policies";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

export const policyGivesNoPermissions: Rule = {
  id: "policy-gives-no-permissions",
  requirement: "Whoever may change permissions may do so of named roles only.",
  why: "With one request its holder is an administrator, whatever else the policy says.",
  controls: { "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  scanners: { checkov: ["CKV_AWS_286", "CKV_AWS_289"] },
  waivable: false,
  fix: "Name the ARNs of the roles as Resource.",
  severity: "critical",
  check: allowsNone(
    (statement) => GIVES_PERMISSIONS.some((action) => covers(statement, action)) && isEveryOfKind(statement.resources),
  ),
};
