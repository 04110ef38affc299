import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const volumeBackedUp: Rule = {
  id: "volume-backed-up",
  requirement: "A volume is backed up.",
  why: "What is only on one disk is lost with the disk.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  scanners: { checkov: ["CKV2_AWS_9"] },
  fix: "Tag it Backup = true, which the platform's backup plan selects.",
  severity: "medium",
  check: forType("aws_ebs_volume", attribute("tags.Backup", isOneOf("true"))),
};
