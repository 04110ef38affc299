import { namesSubject } from "../../built/callers";
import { admitsEverybody, type Statement } from "../../built/policies";
import { forType } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const roleTrustNamed: Rule = {
  id: "role-trust-named",
  requirement: "A role says which services or principals may assume it.",
  why: "Everybody with an AWS account, or with one of an identity provider, could become the role.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
  waivable: false,
  fix: "Name a service or ARNs as Principal of the trust policy; of an identity provider name the subjects in a condition.",
  severity: "critical",
  check: forType(
    "aws_iam_role",
    everyStatement(
      "assume_role_policy",
      (statement) =>
        !admitsEverybody(statement) &&
        !statement.principals.some((principal) => principal === "*") &&
        !admitsEveryIdentity(statement),
    ),
  ),
};

/** Whether whoever has an account at an OpenID Connect provider may assume the role. */
const admitsEveryIdentity = (statement: Statement): boolean =>
  statement.allows && statement.principals.some((one) => one.includes(":oidc-provider/")) && !namesSubject(statement);
