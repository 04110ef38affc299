import { type Block, type Json, toList } from "../../synthesized";
import { argumentValue, targetsOf } from "../checks";
import { type Context, judged, NOT_APPLICABLE, type Rule } from "../rule";
import { isLiteral } from "../values";

const ADMINISTRATORS =
  /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess|AWSOrganizationsFullAccess|job-function\/(SystemAdministrator|DatabaseAdministrator|NetworkAdministrator))/;
const ATTACHMENTS = /^aws_iam_(\w+_)?polic(y|ies)_(attachment|attachments_exclusive)$/;

export const attachedPolicyNotAdmin: Rule = {
  id: "attached-policy-not-admin",
  requirement: "No role gets an administrator policy of AWS.",
  why: "Whoever gets hold of the role owns the account.",
  controls: { "cis-aws": ["1.16"], fsbp: ["IAM.1"], "nist-800-53-r5": ["AC-6"] },
  scanners: { checkov: ["CKV_AWS_274", "CKV2_AWS_56"] },
  waivable: false,
  fix: "Attach a policy made for the purpose.",
  severity: "critical",
  check: (block, context) => {
    const given = policiesGivenBy(block);
    if (given.length === 0) return NOT_APPLICABLE;
    const wrong = given.find(({ policy }) => !isHarmless(policy, block, context));
    const shown = wrong ?? given[0];
    return judged(!wrong, shown?.pointer ?? block.pointer, shown?.policy);
  },
};

/** A policy made here has rules of its own; one of AWS or of the account must be named, and be none of those. */
function isHarmless(policy: Json, block: Block, context: Context): boolean {
  const found = argumentValue(policy, block, context);
  if (isLiteral(found)) return !ADMINISTRATORS.test(String(found));
  return targetsOf(policy, block, context).some(({ type }) => type === "aws_iam_policy");
}

/** What a block attaches to somebody: in a resource of its own, or inside of the role. */
function policiesGivenBy({ type, values, pointer }: Block): { policy: Json; pointer: string }[] {
  const at = (key: string) => {
    const value = values[key];
    const list = Array.isArray(value);
    return toList(value).map((policy, i) => ({ policy, pointer: `${pointer}/${key}${list ? `/${i}` : ""}` }));
  };
  if (ATTACHMENTS.test(type)) return values.policy_arn === undefined ? at("policy_arns") : at("policy_arn");
  return type === "aws_iam_role" ? [...at("managed_policy_arns")] : [];
}
