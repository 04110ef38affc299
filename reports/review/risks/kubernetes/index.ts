import { isManifest } from "../../../built/kubernetes";
import { type ResourceChange, UNKNOWN } from "../../../plan";
import type { Risk } from "../row";
import { awsAuthRisks } from "./aws-auth";
import { ingressGuardRisks } from "./ingress-guards";
import { networkPolicyRisks } from "./network-policy";
import { opened } from "./opened";
import { namespaceRisks, podRisks } from "./pods";
import { bindingRisks, roleRisks } from "./rbac";

/** Types that say themselves whom pods may reach and be reached by. */
export const KUBERNETES_TYPES: readonly string[] = ["kubernetes_network_policy_v1"];

/** Arguments that hold an object as a whole. */
const HOLDS_OBJECT = ["manifest", "yaml_body", "yaml_incluster", "content"];

/** What an object of Kubernetes opens, by what it is. */
export function kubernetesRisks(change: ResourceChange): Risk[] {
  const { type, after } = change;
  const unknown = HOLDS_OBJECT.filter((name) => after?.[name] === UNKNOWN);
  if (unknown.length > 0)
    return [
      opened(
        "its object is known after apply only and cannot be judged",
        "Apply what it refers to first, then plan again.",
        unknown,
      ),
    ];
  if (isManifest(type) && after)
    return [
      opened(
        "its object cannot be read, and cannot be judged",
        "Write one object with its kind, as YAML.",
        HOLDS_OBJECT,
      ),
    ];
  if (type === "kubernetes_labels") return namespaceRisks(change);
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
    case "kubernetes_ingress_v1":
      return [...ingressGuardRisks(change), ...podRisks(change)];
    case "kubernetes_config_map_v1":
    case "kubernetes_config_map_v1_data":
      return awsAuthRisks(change);
    case "kubernetes_namespace_v1":
      return namespaceRisks(change);
    default:
      return podRisks(change);
  }
}
