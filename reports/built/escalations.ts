import { covers, isEverything, type Statement } from "./policies";

/** Actions that give permissions, or the keys of somebody who has them. */
export const GIVES_PERMISSIONS = [
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

/** Actions by which somebody gives themselves what they may not do yet, or lifts what holds them back. */
const ESCALATIONS = [
  ...GIVES_PERMISSIONS,
  "iam:DeleteUserPermissionsBoundary",
  "iam:PassRole",
  "iam:PutUserPermissionsBoundary",
  "organizations:DetachPolicy",
  "sso:AttachManagedPolicyToPermissionSet",
  "sso:CreateAccountAssignment",
  "sso:PutInlinePolicyToPermissionSet",
  "sts:AssumeRole",
];

/** All identities of an account, or all of one kind: `arn:aws:iam::111122223333:role/*`. */
const EVERY_IDENTITY = /^arn:[^:]*:iam::[^:]*:(\*+|(role|user|group|policy)\/\*+)$/;

/** The action by which a statement lets its holder become an administrator; undefined when it names what it is for. */
export const escalationIn = (statement: Statement): string | undefined =>
  statement.allows &&
  statement.principals.length === 0 &&
  (isEverything(statement.resources) || statement.resources.some((resource) => EVERY_IDENTITY.test(resource)))
    ? ESCALATIONS.find((action) => covers(statement, action) && !Object.hasOwn(statement.condition, "StringEquals"))
    : undefined;
