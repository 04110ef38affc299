import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const logGroupEncrypted: Rule = {
  id: "log-group-encrypted",
  requirement: "Logs are encrypted with a customer managed key.",
  why: "Logs repeat what passes through; the key is a second permission.",
  controls: { "nist-800-53-r5": ["AU-9", "SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_158"], trivy: ["AVD-AWS-0017"] },
  fix: "Set `kms_key_id`.",
  severity: "medium",
  check: forType("aws_cloudwatch_log_group", attribute("kms_key_id", isSet)),
};
