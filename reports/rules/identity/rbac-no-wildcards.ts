import { RBAC_ROLES } from "../../built/pods";
import { toGroup, toList } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

export const rbacNoWildcards: Rule = {
  id: "rbac-no-wildcards",
  requirement: "A role of the cluster names groups, resources and verbs.",
  why: "A wildcard also gives what is added to the cluster tomorrow.",
  controls: { "cis-eks": ["4.1.3"], "nist-800-53-r5": ["AC-6"] },
  scanners: { checkov: ["CKV_K8S_49"] },
  fix: "List `api_groups`, `resources` and `verbs` in every rule.",
  severity: "high",
  check: forType(
    RBAC_ROLES,
    each("rule", (rule) =>
      ["api_groups", "resources", "verbs"].every((name) => !toList(toGroup(rule)[name]).includes("*")),
    ),
  ),
};
