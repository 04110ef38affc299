import { type Block, entryOf, type Json, toList } from "../synthesized";
import { lookUp } from "./look-up";

/** Resources that run pods, and where their pods are described. */
export const POD_SPECS: Readonly<Record<string, string>> = {
  kubernetes_cron_job_v1: "spec.job_template.spec.template.spec",
  kubernetes_daemon_set_v1: "spec.template.spec",
  kubernetes_deployment_v1: "spec.template.spec",
  kubernetes_job_v1: "spec.template.spec",
  kubernetes_pod_v1: "spec",
  kubernetes_stateful_set_v1: "spec.template.spec",
};

/** Roles inside of the cluster, and what gives them to somebody. */
export const RBAC_ROLES: readonly string[] = ["kubernetes_cluster_role_v1", "kubernetes_role_v1"];
export const RBAC_BINDINGS: readonly string[] = ["kubernetes_cluster_role_binding_v1", "kubernetes_role_binding_v1"];

/** What `configuration_values` of the network add-on says when it enforces network policies. */
export const ENFORCES_POLICIES = /"enableNetworkPolicy"\s*:\s*"?true/;

/** Whatever lives in a namespace. */
export const NAMESPACED: readonly string[] = [
  ...Object.keys(POD_SPECS),
  "helm_release",
  "kubernetes_config_map_v1",
  "kubernetes_horizontal_pod_autoscaler_v2",
  "kubernetes_ingress_v1",
  "kubernetes_network_policy_v1",
  "kubernetes_persistent_volume_claim_v1",
  "kubernetes_pod_disruption_budget_v1",
  "kubernetes_role_binding_v1",
  "kubernetes_role_v1",
  "kubernetes_secret_v1",
  "kubernetes_service_account_v1",
  "kubernetes_service_v1",
];

/** Paths of the containers of a block. */
export function containersOf(block: Block): string[] {
  const spec = entryOf(POD_SPECS, block.type) ?? "";
  return ["init_container", "container"].flatMap((kind) => {
    const at = `${spec}.${kind}`;
    const { value } = lookUp(block, at);
    return Array.isArray(value) ? value.map((_, i) => `${at}.${i}`) : toList(value).map(() => at);
  });
}

/** The namespace a resource is in; `default` when it says none. */
export const namespaceOf = (block: Block): string =>
  String(lookUp(block, block.type === "helm_release" ? "namespace" : "metadata.namespace").value ?? "default");

/** The annotation's value, if it has one. */
export const annotationOf = (block: Block, name: string): Json | undefined =>
  (lookUp(block, "metadata.annotations").value as Record<string, Json> | undefined)?.[`${ALB}${name}`];

/** Prefix of the load balancer controller's annotations. */
export const ALB = "alb.ingress.kubernetes.io/";
