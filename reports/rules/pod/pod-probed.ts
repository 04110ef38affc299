import { toGroup } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

const PROBES = ["liveness_probe", "readiness_probe"];

export const podProbed: Rule = {
  id: "pod-probed",
  requirement: "Applications have checks of liveness.",
  why: "Requests would go to pods that do not answer.",
  controls: { "nist-800-53-r5": ["CP-10"] },
  scanners: { checkov: ["CKV_K8S_8", "CKV_K8S_9"] },
  setting: "workloads.apps.<app>.liveness",
  fix: "Set `liveness_probe` and `readiness_probe`.",
  severity: "low",
  check: forType(
    ["kubernetes_deployment_v1", "kubernetes_stateful_set_v1"],
    each("spec.template.spec.container", (container) =>
      PROBES.every((probe) => toGroup(container)[probe] !== undefined),
    ),
  ),
};
