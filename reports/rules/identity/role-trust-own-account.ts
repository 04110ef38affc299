import { toList } from "../../synthesized";
import { forType } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const roleTrustOwnAccount: Rule = {
  id: "role-trust-own-account",
  requirement: "A role is assumed by nobody of another account.",
  why: "Who may use it is then decided where nobody here looks.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  fix: "Name a principal of the environment's account in the trust policy.",
  severity: "high",
  check: forType("aws_iam_role", (block, context) => {
    const stack = context.environment.stacks.find(({ name }) => name === block.stack);
    const own = (stack?.providers ?? []).flatMap(({ values }) => toList(values.allowed_account_ids).map(String));
    const isForeign = (principal: string) => {
      const [account] = /(?<=^|:)\d{12}(?=$|:)/.exec(principal) ?? [];
      return account !== undefined && own.length > 0 && !own.includes(account);
    };
    return everyStatement("assume_role_policy", ({ principals }) => !principals.some(isForeign))(block, context);
  }),
};
