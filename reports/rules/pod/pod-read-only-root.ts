import { everyContainer } from "../pods";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const podReadOnlyRoot: Rule = {
  id: "pod-read-only-root",
  requirement: "Containers cannot change their own files.",
  why: "An attacker could put a program there.",
  controls: { "nist-800-53-r5": ["CM-7", "SI-7"] },
  scanners: { checkov: ["CKV_K8S_22"], trivy: ["AVD-KSV-0014"] },
  setting: "workloads.apps.<app>.writablePaths",
  fix: "Set `security_context.read_only_root_filesystem`, and mount an empty_dir where it must write.",
  severity: "medium",
  check: everyContainer("security_context.read_only_root_filesystem", isTrue),
};
