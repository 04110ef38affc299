/** An object of Kubernetes as Terraform's provider declares it. */
export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Arguments that Kubernetes calls otherwise than Terraform. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** The objects of Kubernetes by their types in Terraform (resources of hashicorp/kubernetes that end in their API version). */
export const KINDS: Readonly<Record<string, ObjectKind>> = {
  kubernetes_config_map_v1: { apiVersion: "v1", kind: "ConfigMap" },
  kubernetes_cron_job_v1: { apiVersion: "batch/v1", kind: "CronJob" },
  kubernetes_daemon_set_v1: { apiVersion: "apps/v1", kind: "DaemonSet" },
  kubernetes_deployment_v1: { apiVersion: "apps/v1", kind: "Deployment" },
  kubernetes_horizontal_pod_autoscaler_v2: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
  kubernetes_ingress_class_v1: { apiVersion: "networking.k8s.io/v1", kind: "IngressClass" },
  kubernetes_ingress_v1: { apiVersion: "networking.k8s.io/v1", kind: "Ingress" },
  kubernetes_job_v1: { apiVersion: "batch/v1", kind: "Job" },
  kubernetes_limit_range_v1: { apiVersion: "v1", kind: "LimitRange" },
  kubernetes_namespace_v1: { apiVersion: "v1", kind: "Namespace" },
  kubernetes_network_policy_v1: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
  kubernetes_persistent_volume_claim_v1: { apiVersion: "v1", kind: "PersistentVolumeClaim" },
  kubernetes_pod_disruption_budget_v1: { apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
  kubernetes_priority_class_v1: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass" },
  kubernetes_resource_quota_v1: { apiVersion: "v1", kind: "ResourceQuota" },
  kubernetes_role_v1: {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    renamed: { rule: "rules" },
  },
  kubernetes_role_binding_v1: { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" },
  kubernetes_service_account_v1: { apiVersion: "v1", kind: "ServiceAccount" },
  kubernetes_service_v1: { apiVersion: "v1", kind: "Service" },
  kubernetes_stateful_set_v1: { apiVersion: "apps/v1", kind: "StatefulSet" },
  kubernetes_storage_class_v1: {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    renamed: { storage_provisioner: "provisioner" },
  },
};

/** Arguments for Terraform and its provider, which Kubernetes never sees. */
export const FOR_TERRAFORM: ReadonlySet<string> = new Set([
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "timeouts",
  "wait_for_completion",
  "wait_for_default_service_account",
  "wait_for_load_balancer",
  "wait_for_rollout",
  "wait_until_bound",
]);

/** Blocks that may be repeated have a singular name in Terraform; a list of them has this one in Kubernetes. */
export const PLURALS: Readonly<Record<string, string>> = {
  container: "containers",
  host_alias: "hostAliases",
  init_container: "initContainers",
  limit: "limits",
  match_expression: "matchExpressions",
  metric: "metrics",
  path: "paths",
  policy: "policies",
  port: "ports",
  rule: "rules",
  subject: "subjects",
  tls: "tls",
  toleration: "tolerations",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  volume_device: "volumeDevices",
  volume_mount: "volumeMounts",
};

/** Blocks that occur once at most, whether or not they are written as a list. */
export const SINGLE: ReadonlySet<string> = new Set(["label_selector", "metadata", "selector", "spec", "template"]);

/** Maps whose keys are a person's own, not Kubernetes'. */
export const OWN_KEYS: ReadonlySet<string> = new Set([
  "annotations",
  "binary_data",
  "data",
  "labels",
  "limits",
  "match_labels",
  "node_selector",
  "parameters",
  "requests",
  "volume_attributes",
]);

/** Numbers that Terraform writes as texts, because a text such as `25%` or `http` may stand there, or nothing at all. */
export const NUMBERS: ReadonlySet<string> = new Set([
  "fs_group",
  "max_surge",
  "max_unavailable",
  "min_available",
  "node_port",
  "port",
  "replicas",
  "run_as_group",
  "run_as_user",
  "target_port",
]);
