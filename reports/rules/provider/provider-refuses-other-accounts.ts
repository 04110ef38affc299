import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const providerRefusesOtherAccounts: Rule = {
  id: "provider-refuses-other-accounts",
  requirement: "The AWS provider refuses any account but the environment's.",
  why: "With the wrong credentials a plan for one environment would be applied to another.",
  controls: { "nist-800-53-r5": ["AC-3"] },
  setting: "account",
  fix: "Set `allowed_account_ids` of the provider.",
  severity: "high",
  check: forType("provider.aws", attribute("allowed_account_ids", isSet)),
};
