import { isAdministrator } from "../../built/policies";
import { allowsNone } from "../policies";
import type { Rule } from "../rule";

export const policyNotAdmin: Rule = {
  id: "policy-not-admin",
  requirement: "No policy allows every action.",
  why: "Whoever gets hold of one such role owns the account.",
  controls: { "cis-aws": ["1.16"], fsbp: ["IAM.1"], "nist-800-53-r5": ["AC-6"] },
  scanners: { checkov: ["CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"] },
  waivable: false,
  fix: "List the actions that are used.",
  severity: "critical",
  check: allowsNone(
    (statement) => isAdministrator(statement) || statement.actions.some((action) => /^[*?:]*\*[*?:]*$/.test(action)),
  ),
};
