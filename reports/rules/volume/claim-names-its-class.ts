import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const claimNamesItsClass: Rule = {
  id: "claim-names-its-class",
  requirement: "A volume claim says which storage class it wants.",
  why: "EKS has no default class since 1.30, and whatever became the default may not encrypt.",
  controls: { "nist-800-53-r5": ["CM-6", "SC-28"] },
  fix: "Set `spec.storage_class_name`.",
  severity: "low",
  check: forType("kubernetes_persistent_volume_claim_v1", attribute("spec.storage_class_name", isSet)),
};
