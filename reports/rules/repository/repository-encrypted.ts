import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

export const repositoryEncrypted: Rule = {
  id: "repository-encrypted",
  requirement: "Images are encrypted with a customer managed key.",
  why: "Images hold the code, and by mistake more than that.",
  controls: { "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_136"], trivy: ["AVD-AWS-0033"] },
  fix: "Set `encryption_configuration` with KMS and a key; that replaces the repository.",
  severity: "medium",
  check: forType(
    "aws_ecr_repository",
    all(
      attribute("encryption_configuration.encryption_type", isOneOf("KMS", "KMS_DSSE")),
      attribute("encryption_configuration.kms_key", isSet),
    ),
  ),
};
