import { RBAC_ROLES } from "../../built/pods";
import { toGroup, toList } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

const READING = ["get", "list", "watch", "*"];

export const rbacNoSecrets: Rule = {
  id: "rbac-no-secrets",
  requirement: "No role of the cluster reads whatever secrets there are.",
  why: "Tokens and certificates of every other workload are among them.",
  controls: { "cis-eks": ["4.1.2"], "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { trivy: ["AVD-KSV-0041"] },
  fix: "Remove `secrets` from the rule, or name the one it needs in `resource_names`.",
  severity: "high",
  check: forType(
    RBAC_ROLES,
    each("rule", (rule) => {
      const { resources, resource_names, verbs } = toGroup(rule);
      const isAboutSecrets = toList(resources).some((name) => name === "secrets" || name === "*");
      const isReading = toList(verbs).some((verb) => READING.includes(String(verb)));
      return !isAboutSecrets || !isReading || toList(resource_names).length > 0;
    }),
  ),
};
