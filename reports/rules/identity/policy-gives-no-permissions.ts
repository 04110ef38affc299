import { covers } from "../../built/policies";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

/** Actions that give permissions, or the keys of somebody who has them. */
const GIVES = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

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
    (statement) => GIVES.some((action) => covers(statement, action)) && isEveryOfKind(statement.resources),
  ),
};
