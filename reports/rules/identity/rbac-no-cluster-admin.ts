import { RBAC_BINDINGS } from "../../built/pods";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNot } from "../values";

export const rbacNoClusterAdmin: Rule = {
  id: "rbac-no-cluster-admin",
  requirement: "Nobody is bound to cluster-admin inside of the cluster.",
  why: "It may do everything, and whoever runs as it too; access entries say who administers the cluster.",
  controls: { "cis-eks": ["4.1.1"], "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  fix: "Bind a role with the rights that are needed.",
  severity: "high",
  check: forType(RBAC_BINDINGS, attribute("role_ref.name", isNot("cluster-admin"))),
};
