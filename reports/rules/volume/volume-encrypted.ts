import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet, isTrue } from "../values";

export const volumeEncrypted: Rule = {
  id: "volume-encrypted",
  requirement: "A volume is encrypted with a customer managed key.",
  why: "A snapshot that is shared by mistake says nothing.",
  controls: { fsbp: ["EC2.3"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_3", "CKV_AWS_189"], trivy: ["AVD-AWS-0026", "AVD-AWS-0027"] },
  fix: "Set `encrypted` and `kms_key_id`; that replaces the volume.",
  severity: "high",
  check: forType("aws_ebs_volume", all(attribute("encrypted", isTrue), attribute("kms_key_id", isSet))),
};
