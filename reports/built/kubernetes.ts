import { isGroup, type Json, readYaml, type Values } from "../synthesized";

/** An object of Kubernetes, whichever resource declares it: the provider's typed ones, old or new, or a manifest. */
export interface KubernetesObject {
  /** The typed resource it would be: `kubernetes_ingress_v1`. */
  readonly type: string;
  /** As the typed resource has them, in snake case. */
  readonly values: Values;
}

/** Types of the provider that are not written as their kind with a version. */
const SPELLINGS: Readonly<Record<string, string>> = {
  kubernetes_daemonset: "kubernetes_daemon_set_v1",
  kubernetes_horizontal_pod_autoscaler: "kubernetes_horizontal_pod_autoscaler_v2",
  kubernetes_horizontal_pod_autoscaler_v1: "kubernetes_horizontal_pod_autoscaler_v2",
  kubernetes_horizontal_pod_autoscaler_v2beta2: "kubernetes_horizontal_pod_autoscaler_v2",
  kubernetes_default_service_account: "kubernetes_service_account_v1",
  kubernetes_default_service_account_v1: "kubernetes_service_account_v1",
  kubernetes_pod_security_policy_v1beta1: "kubernetes_pod_security_policy_v1",
};

/** Types that patch or wrap objects, and are no kind of their own. */
const NO_KIND = new Set(["kubernetes_manifest", "kubernetes_labels", "kubernetes_annotations", "kubernetes_env"]);

/** One name for a type of the provider that has several: `kubernetes_service` is `kubernetes_service_v1`. */
export function kubernetesType(type: string): string {
  if (!type.startsWith("kubernetes_") || NO_KIND.has(type)) return type;
  return SPELLINGS[type] ?? (/_v\d+((alpha|beta)\d+)?(_data)?$/.test(type) ? type : `${type}_v1`);
}

/** What a manifest declares, as the typed resource that it would be; undefined when it is no manifest, or one of several objects. */
export function manifestIn(type: string, values: Values | null): KubernetesObject | undefined {
  const manifest = values && (MANIFESTS[type]?.(values) ?? undefined);
  if (!isGroup(manifest) || typeof manifest.kind !== "string" || /List$/.test(manifest.kind)) return undefined;
  const group = String(manifest.apiVersion ?? "").includes("/") ? String(manifest.apiVersion).split("/")[0] : "";
  const kind = snakeCase(manifest.kind);
  const isBuiltIn = BUILT_IN.test(group ?? "");
  return {
    type: isBuiltIn ? kubernetesType(`kubernetes_${kind}`) : `kubernetes_manifest.${group}.${manifest.kind}`,
    values: toSnakeCase(manifest) as Values,
  };
}

/** Where resources keep the manifest of an object. */
const MANIFESTS: Readonly<Record<string, (values: Values) => Json | undefined>> = {
  kubernetes_manifest: ({ manifest }) => (typeof manifest === "string" ? readYaml(manifest) : manifest),
  kubectl_manifest: ({ yaml_body, yaml_incluster }) => readYaml(yaml_body ?? yaml_incluster),
  kubernetes_manifest_v1: ({ manifest }) => manifest,
  k8s_manifest: ({ content }) => readYaml(content),
};

/** Types whose object is in a manifest. */
export const isManifest = (type: string): boolean => Object.hasOwn(MANIFESTS, type);

/** Groups of Kubernetes itself; a kind of another group only shares the name. */
const BUILT_IN = /^(|apps|batch|autoscaling|policy|extensions|[a-z.]+\.k8s\.io)$/;

const snakeCase = (name: string): string =>
  name
    .replace(/([A-Z])([A-Z]+)s$/, (_all, first: string, rest: string) => `${first}${rest.toLowerCase()}s`) // externalIPs
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** Keys whose own keys are names that people chose. */
const NAMES = new Set(["annotations", "labels", "matchLabels", "nodeSelector", "data", "stringData", "parameters"]);

/** What the typed resources call otherwise than the manifest. */
const SINGULAR: Readonly<Record<string, string>> = {
  containers: "container",
  initContainers: "init_container",
  ports: "port",
  rules: "rule",
  subjects: "subject",
  volumes: "volume",
  volumeMounts: "volume_mount",
  volumeClaimTemplates: "volume_claim_template",
  tolerations: "toleration",
};

function toSnakeCase(value: Json): Json {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      SINGULAR[key] ?? snakeCase(key),
      NAMES.has(key) ? inner : toSnakeCase(inner),
    ]),
  );
}
