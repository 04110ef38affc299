import type { ResourceChange } from "../../../plan";
import type { Risk } from "../row";
import { networkPolicyRisks } from "./network-policy";
import { namespaceRisks, podRisks } from "./pods";
import { bindingRisks, roleRisks } from "./rbac";

/** Types that say themselves whom pods may reach and be reached by. */
export const KUBERNETES_TYPES: readonly string[] = ["kubernetes_network_policy_v1"];

/** What an object of Kubernetes opens, by what it is. */
export function kubernetesRisks(change: ResourceChange): Risk[] {
  const { type, after } = change;
  if (!after || !type.startsWith("kubernetes_")) return [];
  switch (type) {
    case "kubernetes_network_policy_v1":
      return networkPolicyRisks(change);
    case "kubernetes_role_v1":
    case "kubernetes_cluster_role_v1":
      return roleRisks(change);
    case "kubernetes_role_binding_v1":
    case "kubernetes_cluster_role_binding_v1":
      return bindingRisks(change);
    case "kubernetes_namespace_v1":
      return namespaceRisks(change);
    default:
      return podRisks(change);
  }
}
