import { everyContainer } from "../pods";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const podNotPrivileged: Rule = {
  id: "pod-not-privileged",
  requirement: "No container is privileged.",
  why: "A privileged container is the node.",
  controls: { "cis-eks": ["4.2.1"], "nist-800-53-r5": ["AC-6", "SC-39"] },
  scanners: { checkov: ["CKV_K8S_16"], trivy: ["AVD-KSV-0017"] },
  fix: "Remove `security_context.privileged`.",
  severity: "critical",
  check: everyContainer("security_context.privileged", isNotTrue),
};
