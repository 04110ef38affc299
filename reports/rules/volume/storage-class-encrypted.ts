import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isSet } from "../values";

export const storageClassEncrypted: Rule = {
  id: "storage-class-encrypted",
  requirement: "Volumes of a storage class are encrypted with a customer managed key.",
  why: "Every claim of the class gets what the class says.",
  controls: { fsbp: ["EC2.3"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  fix: 'Set `parameters` encrypted to "true" and kmsKeyId to the key.',
  severity: "high",
  check: forType(
    "kubernetes_storage_class_v1",
    all(attribute("parameters.encrypted", isOneOf("true")), attribute("parameters.kmsKeyId", isSet)),
  ),
};
