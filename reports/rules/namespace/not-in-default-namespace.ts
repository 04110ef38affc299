import { NAMESPACED, namespaceOf } from "../../built/pods";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

export const notInDefaultNamespace: Rule = {
  id: "not-in-default-namespace",
  requirement: "Nothing is in the default namespace.",
  why: "Rights, quotas and policies are given by namespace.",
  controls: { "cis-eks": ["4.5.2"], "nist-800-53-r5": ["CM-6", "SC-39"] },
  scanners: { checkov: ["CKV_K8S_21"], trivy: ["AVD-KSV-0110"] },
  fix: "Set the namespace.",
  severity: "medium",
  check: forType(NAMESPACED, (block) =>
    judged(
      namespaceOf(block) !== "default",
      `${block.pointer}${block.type === "helm_release" ? "" : "/metadata"}/namespace`,
      namespaceOf(block),
    ),
  ),
};
