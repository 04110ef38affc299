import { releaseOf } from "../releases";
import type { Candidate, Item, Row } from "../row";

/** Where a kind is in the API, with `NAMESPACE` where it is in one. */
const PATHS: Readonly<Record<string, string>> = {
  kubernetes_config_map_v1: "/api/v1/namespaces/NAMESPACE/configmaps",
  kubernetes_cluster_role_binding_v1: "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
  kubernetes_cluster_role_v1: "/apis/rbac.authorization.k8s.io/v1/clusterroles",
  kubernetes_deployment_v1: "/apis/apps/v1/namespaces/NAMESPACE/deployments",
  kubernetes_horizontal_pod_autoscaler_v2: "/apis/autoscaling/v2/namespaces/NAMESPACE/horizontalpodautoscalers",
  kubernetes_ingress_v1: "/apis/networking.k8s.io/v1/namespaces/NAMESPACE/ingresses",
  kubernetes_namespace_v1: "/api/v1/namespaces",
  kubernetes_network_policy_v1: "/apis/networking.k8s.io/v1/namespaces/NAMESPACE/networkpolicies",
  kubernetes_persistent_volume_claim_v1: "/api/v1/namespaces/NAMESPACE/persistentvolumeclaims",
  kubernetes_pod_disruption_budget_v1: "/apis/policy/v1/namespaces/NAMESPACE/poddisruptionbudgets",
  kubernetes_priority_class_v1: "/apis/scheduling.k8s.io/v1/priorityclasses",
  kubernetes_role_binding_v1: "/apis/rbac.authorization.k8s.io/v1/namespaces/NAMESPACE/rolebindings",
  kubernetes_role_v1: "/apis/rbac.authorization.k8s.io/v1/namespaces/NAMESPACE/roles",
  kubernetes_service_account_v1: "/api/v1/namespaces/NAMESPACE/serviceaccounts",
  kubernetes_service_v1: "/api/v1/namespaces/NAMESPACE/services",
  kubernetes_storage_class_v1: "/apis/storage.k8s.io/v1/storageclasses",
};

const object = (path: string): Row => ({
  by: path.includes("NAMESPACE") ? "its namespace and its name" : "its name",
  find: async (ask) => {
    const [name, namespace] = [ask.text("metadata.name"), ask.text("metadata.namespace")];
    const isNamespaced = path.includes("NAMESPACE");
    if (name === undefined || (isNamespaced && namespace === undefined)) return [];
    const found = await ask.kubernetes.get(`${path.replace("NAMESPACE", namespace ?? "")}/${name}`);
    if (!found) return [];
    const id = isNamespaced ? `${namespace}/${name}` : name;
    const { creationTimestamp } = (found.metadata ?? {}) as Item;
    return [{ id, attributes: { id, "metadata[0].name": name }, created: String(creationTimestamp ?? "") }];
  },
});

const release: Row = {
  by: "its namespace and its name, once it is deployed",
  find: async (ask) => {
    const [namespace, name] = [ask.text("namespace"), ask.text("name")];
    if (namespace === undefined || name === undefined) return [];
    const newest = await releaseOf(ask.kubernetes, namespace, name);
    const id = `${namespace}/${name}`;
    return newest?.status === "deployed" ? [{ id, attributes: { id: name, name, namespace } } satisfies Candidate] : [];
  },
};

/** Objects of Kubernetes, and releases. */
export const KUBERNETES: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(Object.entries(PATHS).map(([type, path]) => [type, object(path)])),
  helm_release: release,
};
