import { everyContainer } from "../pods";
import type { Rule } from "../rule";

export const imageTagFixed: Rule = {
  id: "image-tag-fixed",
  requirement: "Images have a tag that is not latest, or a digest.",
  why: "Nobody could say what runs, nor go back.",
  controls: { "nist-800-53-r5": ["CM-2", "SI-7"] },
  scanners: { checkov: ["CKV_K8S_14"], trivy: ["AVD-KSV-0013"] },
  setting: "workloads.apps.<app>.image",
  fix: "Write a version: registry.example.com/team/app:1.4.2.",
  severity: "medium",
  check: everyContainer(
    "image",
    (value) =>
      /@sha256:[0-9a-f]{64}$/.test(String(value)) ||
      (/:[\w.-]+$/.test(String(value)) && !/:latest$/.test(String(value))),
  ),
};
