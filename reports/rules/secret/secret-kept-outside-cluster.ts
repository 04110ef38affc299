import { noneOf } from "../checks";
import type { Rule } from "../rule";

export const secretKeptOutsideCluster: Rule = {
  id: "secret-kept-outside-cluster",
  requirement: "Secrets are kept in Secrets Manager, not in the cluster.",
  why: "Whoever may read secrets of the namespace, or a backup of the cluster, has them, and no log says who read which.",
  controls: { "cis-eks": ["4.4.2"], "nist-800-53-r5": ["IA-5", "SC-28"] },
  fix: "Keep it in Secrets Manager, and mount it through the Secrets Store CSI driver.",
  severity: "medium",
  check: noneOf((type) => type === "kubernetes_secret" || type === "kubernetes_secret_v1"),
};
