import { podAttribute } from "../pods";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const podTokenNotMounted: Rule = {
  id: "pod-token-not-mounted",
  requirement: "Pods that do not call the Kubernetes API get no token for it.",
  why: "The token is what an attacker looks for first.",
  controls: { "cis-eks": ["4.1.6"], "nist-800-53-r5": ["AC-6"] },
  scanners: { trivy: ["AVD-KSV-0036"] },
  fix: "Set `automount_service_account_token` to false; Pod Identity has a token of its own.",
  severity: "medium",
  check: podAttribute("automount_service_account_token", isOneOf(false, "false")),
};
