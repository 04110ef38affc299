import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const instanceHasRole: Rule = {
  id: "instance-has-role",
  requirement: "An instance uses a role, not keys.",
  why: "Keys on a disk do not end and are copied with the disk.",
  controls: { "cis-aws": ["1.18"], "nist-800-53-r5": ["AC-6", "IA-5"] },
  scanners: { checkov: ["CKV2_AWS_41"] },
  fix: "Set `iam_instance_profile`.",
  severity: "medium",
  check: forType("aws_instance", attribute("iam_instance_profile", isSet)),
};
