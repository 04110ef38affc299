import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const secretRecoverable: Rule = {
  id: "secret-recoverable",
  requirement: "A deleted secret can be restored for a week at least.",
  why: "Whatever logs in with it stops at once.",
  controls: { "nist-800-53-r5": ["CP-9", "IA-5"] },
  fix: "Leave out `recovery_window_in_days` (30) or set it to 7 or more.",
  severity: "high",
  check: forType(
    "aws_secretsmanager_secret",
    attribute("recovery_window_in_days", (value) => value === undefined || Number(value) >= 7),
  ),
};
