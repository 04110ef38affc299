import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const serviceAccountTokenOff: Rule = {
  id: "service-account-token-off",
  requirement: "Service accounts hand out no token unless a pod asks.",
  why: "A forgotten pod would have one.",
  controls: { "cis-eks": ["4.1.5", "4.1.6"], "nist-800-53-r5": ["AC-6"] },
  scanners: { trivy: ["AVD-KSV-0036"] },
  fix: "Set `automount_service_account_token` to false.",
  severity: "medium",
  check: forType(
    "kubernetes_service_account_v1",
    attribute("automount_service_account_token", isOneOf(false, "false")),
  ),
};
