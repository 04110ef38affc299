import { everySecurityContext } from "../pods";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const podNotRoot: Rule = {
  id: "pod-not-root",
  requirement: "Containers run as a user other than root.",
  why: "Root in a container is root on the node as soon as it gets out.",
  controls: { "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  scanners: { checkov: ["CKV_K8S_29"], trivy: ["AVD-KSV-0012"] },
  setting: "workloads.apps.<app>.runAsUser: 1000",
  fix: "Set `run_as_non_root`, for the pod or for every container.",
  severity: "high",
  check: everySecurityContext("run_as_non_root", isTrue),
};
