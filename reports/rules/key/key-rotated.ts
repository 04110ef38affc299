import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const keyRotated: Rule = {
  id: "key-rotated",
  requirement: "Keys rotate every year.",
  why: "It limits what one key that became known can decrypt.",
  controls: { "cis-aws": ["3.6"], "nist-800-53-r5": ["SC-12"] },
  scanners: { checkov: ["CKV_AWS_7"], trivy: ["AVD-AWS-0065"] },
  fix: "Set `enable_key_rotation`.",
  severity: "medium",
  check: forType("aws_kms_key", attribute("enable_key_rotation", isTrue)),
};
