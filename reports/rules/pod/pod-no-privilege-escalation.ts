import { everyContainer } from "../pods";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const podNoPrivilegeEscalation: Rule = {
  id: "pod-no-privilege-escalation",
  requirement: "Containers cannot gain rights.",
  why: "A program with the setuid bit would make its caller root.",
  controls: { "cis-eks": ["4.2.5"], "nist-800-53-r5": ["AC-6(10)"] },
  scanners: { checkov: ["CKV_K8S_20"], trivy: ["AVD-KSV-0001"] },
  fix: "Set `security_context.allow_privilege_escalation` to false for every container.",
  severity: "high",
  check: everyContainer("security_context.allow_privilege_escalation", isOneOf(false, "false")),
};
