import { type Json, toGroup } from "../../synthesized";
import { all, attribute, each, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

const isEncrypted = (disk: Json | undefined): boolean => {
  const { encrypted, kms_key_id } = toGroup(disk);
  return String(encrypted) === "true" && kms_key_id !== undefined;
};

export const instanceDiskEncrypted: Rule = {
  id: "instance-disk-encrypted",
  requirement: "Every disk of an instance is encrypted with a customer managed key.",
  why: "Jobs, their logs and cached credentials are on it.",
  controls: { fsbp: ["EC2.3"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_8"], trivy: ["AVD-AWS-0131"] },
  fix: "Set `encrypted` and `kms_key_id` of `root_block_device` and of every `ebs_block_device`.",
  severity: "high",
  check: forType(
    "aws_instance",
    all(
      attribute("root_block_device", isSet),
      each("root_block_device", isEncrypted),
      each("ebs_block_device", isEncrypted),
    ),
  ),
};
