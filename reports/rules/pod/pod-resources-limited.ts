import { toGroup, toList } from "../../synthesized";

import { everyContainer } from "../pods";
import type { Rule } from "../rule";

export const podResourcesLimited: Rule = {
  id: "pod-resources-limited",
  requirement: "Containers say what CPU and memory they need, and the most they may use.",
  why: "One that leaks takes everything else on the node down.",
  controls: { "nist-800-53-r5": ["SC-6"] },
  scanners: {
    checkov: ["CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13"],
    trivy: ["AVD-KSV-0011", "AVD-KSV-0015", "AVD-KSV-0016", "AVD-KSV-0018"],
  },
  setting: "workloads.apps.<app>.resources",
  fix: "Set `resources.requests` and `resources.limits` with cpu and memory.",
  severity: "medium",
  check: everyContainer("resources", (value) => {
    const { limits, requests } = toGroup(toList(value)[0]);
    return [limits, requests].every((amounts) =>
      ["cpu", "memory"].every((name) => toGroup(amounts)[name] !== undefined),
    );
  }),
};
