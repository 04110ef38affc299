import { toGroup, toList } from "../../synthesized";

import { podAttribute } from "../pods";
import type { Rule } from "../rule";

export const podNoHostPath: Rule = {
  id: "pod-no-host-path",
  requirement: "Pods mount no directory of the node.",
  why: "Writing to one is a way to become the node.",
  controls: { "nist-800-53-r5": ["AC-6", "SC-39"] },
  scanners: { checkov: ["CKV_K8S_27"], trivy: ["AVD-KSV-0023"] },
  fix: "Use a claim, or an empty_dir.",
  severity: "high",
  check: podAttribute("volume", (value) => toList(value).every((volume) => toGroup(volume).host_path === undefined)),
};
