import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

const ADMINISTRATORS = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess|job-function\/SystemAdministrator)/;

export const attachedPolicyNotAdmin: Rule = {
  id: "attached-policy-not-admin",
  requirement: "No role gets an administrator policy of AWS.",
  why: "Whoever gets hold of the role owns the account.",
  controls: { "cis-aws": ["1.16"], fsbp: ["IAM.1"], "nist-800-53-r5": ["AC-6"] },
  scanners: { checkov: ["CKV_AWS_274", "CKV2_AWS_56"] },
  waivable: false,
  fix: "Attach a policy made for the purpose.",
  check: forType(
    "aws_iam_role_policy_attachment",
    attribute("policy_arn", (value) => !ADMINISTRATORS.test(String(value))),
  ),
};
