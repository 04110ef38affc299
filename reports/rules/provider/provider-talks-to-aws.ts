import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent, isNotTrue } from "../values";

export const providerTalksToAws: Rule = {
  id: "provider-talks-to-aws",
  requirement: "The AWS provider talks to AWS itself, and checks certificate and account.",
  why: "Whatever answers instead is handed the credentials and what the plan says.",
  controls: { "nist-800-53-r5": ["SC-8(1)", "SI-7"] },
  waivable: false,
  fix: "Remove `endpoints`, `insecure` and every `skip_…` that switches a check off.",
  severity: "critical",
  check: forType(
    "provider.aws",
    all(
      attribute("endpoints", isAbsent),
      attribute("insecure", isNotTrue),
      attribute("skip_credentials_validation", isNotTrue),
      attribute("skip_requesting_account_id", isNotTrue),
    ),
  ),
};
