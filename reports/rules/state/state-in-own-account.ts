import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const stateInOwnAccount: Rule = {
  id: "state-in-own-account",
  requirement: "State is kept in the account of the environment and in no other.",
  why: "Credentials of another account would silently start a second, empty state.",
  controls: { "nist-800-53-r5": ["AC-3"] },
  setting: "state.backend: s3",
  fix: "Set `allowed_account_ids` of the S3 backend.",
  severity: "high",
  check: forType("backend.s3", attribute("allowed_account_ids", isSet)),
};
