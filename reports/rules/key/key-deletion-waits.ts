import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAtLeast } from "../values";

export const keyDeletionWaits: Rule = {
  id: "key-deletion-waits",
  requirement: "A deleted key waits at least two weeks.",
  why: "Without its key, everything it encrypted is lost for good.",
  controls: { "nist-800-53-r5": ["CP-9", "SC-12"] },
  fix: "Set `deletion_window_in_days` to 14 or more; 30 is the most.",
  severity: "medium",
  check: forType("aws_kms_key", attribute("deletion_window_in_days", isAtLeast(14))),
};
