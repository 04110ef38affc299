import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const secretRotated: Rule = {
  id: "secret-rotated",
  requirement: "A secret is rotated by itself, every 90 days at least.",
  why: "What was copied once stays good for ever.",
  controls: { fsbp: ["SecretsManager.1", "SecretsManager.4"], "nist-800-53-r5": ["IA-5"] },
  scanners: { checkov: ["CKV2_AWS_57"] },
  fix: "Add an aws_secretsmanager_secret_rotation, or let the service keep the secret, like a managed master password.",
  severity: "medium",
  check: forType(
    "aws_secretsmanager_secret",
    companion("aws_secretsmanager_secret_rotation", "secret_id", attribute("rotation_rules", isSet)),
  ),
};
