import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const secretEncrypted: Rule = {
  id: "secret-encrypted",
  requirement: "A secret is encrypted with a customer managed key.",
  why: "Then reading it needs a second permission that can be withdrawn and is logged.",
  controls: { "nist-800-53-r5": ["SC-12", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_149"], trivy: ["AVD-AWS-0098"] },
  fix: "Set `kms_key_id`.",
  severity: "medium",
  check: forType("aws_secretsmanager_secret", attribute("kms_key_id", isSet)),
};
