import { everySecurityContext } from "../pods";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const podSeccomp: Rule = {
  id: "pod-seccomp",
  requirement: "Containers may use the usual system calls only.",
  why: "Most ways out of a container begin with an unusual one.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-39"] },
  scanners: { trivy: ["AVD-KSV-0030", "AVD-KSV-0104"] },
  fix: "Set `seccomp_profile.type` to RuntimeDefault, for the pod or for every container.",
  severity: "medium",
  check: everySecurityContext("seccomp_profile.type", isOneOf("RuntimeDefault", "Localhost")),
};
