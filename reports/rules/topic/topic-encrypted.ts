import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const topicEncrypted: Rule = {
  id: "topic-encrypted",
  requirement: "Messages of a topic are encrypted with a customer managed key.",
  why: "Alarms name what is weak at the moment.",
  controls: { "nist-800-53-r5": ["SC-13", "SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_26"], trivy: ["AVD-AWS-0095", "AVD-AWS-0136"] },
  fix: "Set `kms_master_key_id` to a key whose policy lets the publishers use it.",
  severity: "medium",
  check: forType(
    "aws_sns_topic",
    attribute("kms_master_key_id", (value) => typeof value === "string" && value !== "alias/aws/sns"),
  ),
};
