import type { Json, Values } from "../../reports/synthesized";
import { argument, type Blocks, type RuleCase } from "./rules-fixture";

const SPEC = "spec.template.spec";
const SECURE = `${SPEC}.container.security_context`;
const METADATA = { name: "shop", namespace: "shop" };

/** A rule about pods: a pod that follows it, and the argument that does not. */
const pod = (spec: Values, path: string, wrong: Json | undefined): RuleCase =>
  argument(
    "kubernetes_deployment_v1",
    { metadata: METADATA, spec: { template: { spec: { container: [{ name: "shop" }], ...spec } } } },
    path,
    wrong,
  );
const container = (values: Values, path: string, wrong: Json | undefined): RuleCase =>
  pod({ container: [{ name: "shop", ...values }] }, `${SPEC}.container.${path}`, wrong);
const secured = (values: Values, path: string, wrong: Json | undefined): RuleCase =>
  pod({ container: [{ name: "shop", security_context: values }] }, `${SECURE}.${path}`, wrong);

const ALB = "alb.ingress.kubernetes.io/";
const prefixed = (annotations: Values): Values =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`${ALB}${key}`, value]));
const ingress = (annotations: Values): Blocks => ({
  "kubernetes_ingress_v1.main": {
    metadata: { ...METADATA, annotations: prefixed(annotations) },
  },
});
const annotated = (annotations: Values, name: string, wrong: Json | undefined): RuleCase => ({
  pass: ingress(annotations),
  given: { set: ["kubernetes_ingress_v1", ["metadata", "annotations"], prefixed(annotations)] },
  fault: { set: ["kubernetes_ingress_v1", ["metadata", "annotations", `${ALB}${name}`], wrong] },
});
const AMOUNTS = { cpu: "250m", memory: "256Mi" };
const POLICY = { policy_types: ["Ingress"], pod_selector: {} };
const PINNED = { repository: "https://aws.github.io/eks-charts", version: "3.5.0" };
const LOCAL_CHART = { "helm_release.main": { chart: "assets/chart" } };

const release = (values: string): Blocks => ({ "helm_release.main": { values: [values] } });
const clusterRole = (rule: Values): Blocks => ({
  "kubernetes_cluster_role_v1.main": { metadata: { name: "shop" }, rule: [{ api_groups: [""], ...rule }] },
});

const binding = (group: string): Blocks => ({
  "kubernetes_cluster_role_binding_v1.main": { role_ref: { name: "view" }, subject: [{ kind: "Group", name: group }] },
});

/** What runs in the cluster. */
export const WORKLOADS: Readonly<Record<string, RuleCase>> = {
  "load-balancer-protected": {
    pass: {
      "kubernetes_ingress_v1.main": {
        metadata: {
          annotations: { "alb.ingress.kubernetes.io/load-balancer-attributes": "deletion_protection.enabled=true" },
        },
      },
    },
    fault: {
      set: [
        "kubernetes_ingress_v1",
        ["metadata", "annotations", "alb.ingress.kubernetes.io/load-balancer-attributes"],
        "deletion_protection.enabled=false",
      ],
    },
    given: {
      set: [
        "kubernetes_ingress_v1",
        ["metadata", "annotations", "alb.ingress.kubernetes.io/load-balancer-attributes"],
        "deletion_protection.enabled=true",
      ],
    },
  },
  "load-balancer-logged": {
    pass: {
      "kubernetes_ingress_v1.main": {
        metadata: {
          annotations: { "alb.ingress.kubernetes.io/load-balancer-attributes": "access_logs.s3.enabled=true" },
        },
      },
    },
    fault: {
      set: [
        "kubernetes_ingress_v1",
        ["metadata", "annotations", "alb.ingress.kubernetes.io/load-balancer-attributes"],
        "access_logs.s3.enabled=false",
      ],
    },
    given: {
      set: [
        "kubernetes_ingress_v1",
        ["metadata", "annotations", "alb.ingress.kubernetes.io/load-balancer-attributes"],
        "access_logs.s3.enabled=true",
      ],
    },
  },
  "load-balancer-defensive": {
    pass: {
      "kubernetes_ingress_v1.main": {
        metadata: {
          annotations: {
            "alb.ingress.kubernetes.io/load-balancer-attributes": "routing.http.desync_mitigation_mode=defensive",
          },
        },
      },
    },
    fault: {
      set: [
        "kubernetes_ingress_v1",
        ["metadata", "annotations", "alb.ingress.kubernetes.io/load-balancer-attributes"],
        "routing.http.desync_mitigation_mode=monitor",
      ],
    },
  },
  "load-balancer-several-zones": {
    pass: { "aws_lb.main": { subnets: ["subnet-1", "subnet-2"] } },
    fault: { add: { "aws_lb.planted": { subnets: ["subnet-1"] } } },
  },
  "claim-names-its-class": argument(
    "kubernetes_persistent_volume_claim_v1",
    { metadata: METADATA, spec: { storage_class_name: "gp3" } },
    "spec.storage_class_name",
    undefined,
  ),
  "image-tag-fixed": container({ image: "registry.example.com:5000/shop:1.4.2" }, "image", "shop:latest"),
  "ingress-current-tls": {
    ...annotated(
      { "certificate-arn": "arn", "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06" },
      "ssl-policy",
      "ELBSecurityPolicy-2016-08",
    ),
    notApplicable: ingress({}),
  },
  "ingress-drops-invalid-headers": annotated(
    { "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true" },
    "load-balancer-attributes",
    "idle_timeout.timeout_seconds=60",
  ),
  "ingress-https": annotated({ "certificate-arn": "arn", "ssl-redirect": "443" }, "certificate-arn", undefined),
  "ingress-own-security-group": annotated({ "security-groups": "sg-1" }, "security-groups", undefined),
  "namespace-isolated": {
    pass: {
      "kubernetes_namespace_v1.main": { metadata: { name: "shop" } },
      "kubernetes_network_policy_v1.main": { metadata: METADATA, spec: POLICY },
    },
    fault: { remove: "kubernetes_network_policy_v1" },
  },
  "namespace-pod-security": {
    pass: {
      "kubernetes_namespace_v1.main": { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    },
    given: {
      set: ["kubernetes_namespace_v1", ["metadata", "labels", "pod-security.kubernetes.io/enforce"], "restricted"],
    },
    fault: {
      set: ["kubernetes_namespace_v1", ["metadata", "labels", "pod-security.kubernetes.io/enforce"], "privileged"],
    },
  },
  "network-policy-names-peers": argument(
    "kubernetes_network_policy_v1",
    { metadata: METADATA, spec: { ...POLICY, ingress: [{ ports: [{ port: "8000" }] }] } },
    "spec.ingress",
    [{}],
  ),
  "not-in-default-namespace": argument(
    "kubernetes_service_v1",
    { metadata: METADATA },
    "metadata.namespace",
    undefined,
  ),
  "pod-drops-capabilities": secured({ capabilities: { drop: ["ALL"] } }, "capabilities", { drop: ["NET_RAW"] }),
  "pod-no-host-path": pod({ volume: [{ name: "files", empty_dir: {} }] }, `${SPEC}.volume`, [
    { name: "docker", host_path: { path: "/var/run/docker.sock" } },
  ]),
  "pod-no-host-port": container({ port: [{ container_port: 8000 }] }, "port", [
    { container_port: 8000, host_port: 80 },
  ]),
  "pod-no-privilege-escalation": secured(
    { allow_privilege_escalation: false },
    "allow_privilege_escalation",
    undefined,
  ),
  "pod-not-privileged": secured({}, "privileged", true),
  "pod-not-root": secured({ run_as_non_root: true }, "run_as_non_root", false),
  "pod-own-processes": pod({}, `${SPEC}.host_network`, true),
  "pod-own-service-account": pod({ service_account_name: "shop" }, `${SPEC}.service_account_name`, "default"),
  "pod-probed": container(
    { liveness_probe: { http_get: { path: "/health" } }, readiness_probe: { http_get: { path: "/health" } } },
    "readiness_probe",
    undefined,
  ),
  "pod-read-only-root": secured({ read_only_root_filesystem: true }, "read_only_root_filesystem", false),
  "pod-resources-limited": container(
    { resources: { limits: AMOUNTS, requests: AMOUNTS } },
    "resources.limits.memory",
    undefined,
  ),
  "pod-seccomp": {
    ...secured({ seccomp_profile: { type: "RuntimeDefault" } }, "seccomp_profile", { type: "Unconfined" }),
  },
  "pod-secrets-as-files": container({ env: [{ name: "MODE", value: "production" }] }, "env", [
    { name: "PASSWORD", value_from: { secret_key_ref: { name: "shop", key: "password" } } },
  ]),
  "pod-token-not-mounted": pod(
    { automount_service_account_token: false },
    `${SPEC}.automount_service_account_token`,
    undefined,
  ),
  "rbac-no-cluster-admin": {
    pass: { "kubernetes_cluster_role_binding_v1.main": { role_ref: { kind: "ClusterRole", name: "view" } } },
    fault: {
      add: { "kubernetes_role_binding_v1.planted": { role_ref: { kind: "ClusterRole", name: "cluster-admin" } } },
    },
  },
  "rbac-no-secrets": {
    pass: clusterRole({ resources: ["secrets"], resource_names: ["shop"], verbs: ["get"] }),
    fault: { add: clusterRole({ resources: ["pods", "secrets"], verbs: ["list"] }) },
  },
  "rbac-no-escalation": {
    pass: clusterRole({ resources: ["pods/log"], verbs: ["get"] }),
    fault: { add: clusterRole({ resources: ["pods/exec"], verbs: ["create"] }) },
  },
  "rbac-not-for-everybody": {
    pass: binding("system:shop"),
    fault: { add: binding("system:unauthenticated") },
  },
  "rbac-no-wildcards": {
    pass: clusterRole({ resources: ["pods"], verbs: ["get"] }),
    fault: { add: clusterRole({ resources: ["pods"], verbs: ["*"] }) },
  },
  "release-values-read": {
    pass: release("service:\n  type: ClusterIP\n"),
    fault: { set: ["helm_release", "values", ["service: ["]] },
  },
  "release-behind-ingress": {
    pass: release("service:\n  type: ClusterIP\n"),
    fault: { set: ["helm_release", "values", ["controller:\n  service:\n    type: LoadBalancer\n"]] },
  },
  "release-asks-no-privileges": {
    pass: release('{"securityContext":{"runAsNonRoot":true,"capabilities":{"drop":["ALL"]}}}'),
    fault: { set: ["helm_release", "set", [{ name: "controller.securityContext.privileged", value: "true" }]] },
  },
  "release-images-fixed": {
    pass: release('{"image":{"tag":"11.2.0"}}'),
    fault: { set: ["helm_release", "set", [{ name: "sidecar.image.tag", value: "latest" }]] },
  },
  "release-no-secret-values": argument("helm_release", { namespace: "shop" }, "set_sensitive", [
    { name: "admin.password", value: "secret" },
  ]),
  "release-over-tls": {
    ...argument("helm_release", PINNED, "repository", "http://charts.example.com"),
    notApplicable: LOCAL_CHART,
  },
  "release-pinned": { ...argument("helm_release", PINNED, "version", "^3.5.0"), notApplicable: LOCAL_CHART },
  "release-undone-when-it-fails": argument("helm_release", { atomic: true, wait: true }, "atomic", false),
  "service-account-token-off": argument(
    "kubernetes_service_account_v1",
    { metadata: METADATA, automount_service_account_token: false },
    "automount_service_account_token",
    undefined,
  ),
  "priority-class-no-default": argument(
    "kubernetes_priority_class_v1",
    { metadata: METADATA, value: -1 },
    "global_default",
    true,
  ),
  "service-behind-ingress": argument(
    "kubernetes_service_v1",
    { metadata: METADATA, spec: { type: "NodePort" } },
    "spec.type",
    "LoadBalancer",
  ),
  "storage-class-encrypted": argument(
    "kubernetes_storage_class_v1",
    { parameters: { encrypted: "true", kmsKeyId: "key" } },
    "parameters.encrypted",
    "false",
  ),
};
