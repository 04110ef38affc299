import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const keyPolicyWritten: Rule = {
  id: "key-policy-written",
  requirement: "A key says who may use it.",
  why: "The policy AWS puts there lets every administrator of the account decrypt, and no auditor sees it here.",
  controls: { "nist-800-53-r5": ["AC-3", "SC-12"] },
  scanners: { checkov: ["CKV2_AWS_64"] },
  fix: "Set `policy`, with the account as administrator and every service that uses the key.",
  severity: "medium",
  check: forType("aws_kms_key", attribute("policy", isSet)),
};
