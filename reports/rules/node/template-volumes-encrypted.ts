import { toGroup, type Values } from "../../synthesized";
import { all, attribute, each, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

const isEncrypted = ({ encrypted, kms_key_id }: Values): boolean =>
  String(encrypted) === "true" && kms_key_id !== undefined;

export const templateVolumesEncrypted: Rule = {
  id: "template-volumes-encrypted",
  requirement: "Disks of nodes are encrypted with a customer managed key.",
  why: "Images, logs and mounted secrets are on them.",
  controls: { fsbp: ["EC2.3", "EC2.181"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_8"], trivy: ["AVD-AWS-0008"] },
  fix: "Set `encrypted` and `kms_key_id` of every entry of `block_device_mappings`.",
  severity: "high",
  check: forType(
    "aws_launch_template",
    all(
      attribute("block_device_mappings", isSet),
      each("block_device_mappings", (mapping) => isEncrypted(toGroup(toGroup(mapping).ebs))),
    ),
  ),
};
