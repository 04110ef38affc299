import { lookUp } from "../../built/look-up";
import { toGroup } from "../../synthesized";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

export const namespacePodSecurity: Rule = {
  id: "namespace-pod-security",
  requirement: "A namespace refuses pods that are not at least baseline.",
  why: "Any chart or mistake could start a privileged pod there.",
  controls: { "cis-eks": ["4.2.1", "4.2.2", "4.2.3", "4.2.4"], "nist-800-53-r5": ["AC-6", "CM-7"] },
  setting: "workloads.apps.<app>.podSecurity: restricted",
  fix: "Set the label pod-security.kubernetes.io/enforce to restricted or baseline.",
  severity: "high",
  check: forType("kubernetes_namespace_v1", (block) => {
    const { value, pointer } = lookUp(block, "metadata.labels");
    const level = toGroup(value)["pod-security.kubernetes.io/enforce"];
    return judged(
      level === "restricted" || level === "baseline",
      `${pointer}/pod-security.kubernetes.io~1enforce`,
      level,
    );
  }),
};
