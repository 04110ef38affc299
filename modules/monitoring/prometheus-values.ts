import pins from "../../pins.json";
import { RESTRICTED_CONTAINER, resources, tagOf } from "../helm";
import { alertRules, ruleFile } from "./alert-rules";
import { alertmanagerConfig } from "./alertmanager-config";
import type { MonitoringProps } from "./props";
import type { Topic } from "./topic";

/** Names that other parts agree on. */
export const PROMETHEUS = {
  release: "prometheus",
  /** Service that answers queries, on port 80. */
  service: "prometheus-server",
  /** Service of Alertmanager, on port 9093, and its service account, which may publish to the topics. */
  alertmanager: "prometheus-alertmanager",
} as const;

type Props = Pick<MonitoringProps, "region" | "storageClassName" | "priorityClassName" | "prometheus" | "apps">;

/**
 * Values of the Prometheus chart 29.27.0. Sizes fit a t3.small: the whole release reserves half
 * a GiB on one node and 32 MiB on every other.
 */
export const prometheusValues = (
  props: Props,
  topics: Pick<Topic, "arn" | "heartbeatArn">,
  nodesNamespace: string,
): object => ({
  server: server(props),
  configmapReload: {
    prometheus: {
      image: { tag: tagOf(pins.images["config-reloader"]) },
      containerSecurityContext: RESTRICTED_CONTAINER,
      resources: resources("10m", "16Mi", "64Mi", "100m"),
    },
  },
  serviceAccounts: { server: { name: PROMETHEUS.service } },
  // the control plane's errors are in CloudWatch already, and its histograms would be most of what is stored
  scrapeConfigs: {
    "kubernetes-api-servers": { enabled: false },
    "prometheus-pushgateway": { enabled: false },
    alertmanager: { static_configs: [{ targets: [`${PROMETHEUS.alertmanager}:9093`] }] },
  },
  serverFiles: { "alerting_rules.yml": ruleFile(alertRules(props.apps)) },
  alertmanager: alertmanager(props, topics),
  "kube-state-metrics": {
    image: { tag: tagOf(pins.images["kube-state-metrics"]) },
    priorityClassName: props.priorityClassName,
    resources: resources("10m", "64Mi", "192Mi", "200m"),
    // metrics of secrets and config maps would need the right to list them
    collectorsExclude: ["secrets", "configmaps"],
  },
  "prometheus-node-exporter": {
    image: { tag: pins.images["node-exporter"].version, digest: pins.images["node-exporter"].digest },
    // it needs the host's network and files, which the namespace of everything else forbids
    namespaceOverride: nodesNamespace,
    containerSecurityContext: { ...RESTRICTED_CONTAINER },
    tolerations: [{ operator: "Exists" }], // the chart's own is for NoSchedule alone: NoExecute would drive it away
    priorityClassName: "system-node-critical", // one on every node: an app's pod makes room for it
    resources: resources("10m", "32Mi", "64Mi", "200m"),
  },
  "prometheus-pushgateway": { enabled: false },
});

const server = ({ prometheus, storageClassName, priorityClassName }: Props): object => ({
  image: { tag: tagOf(pins.images.prometheus) },
  priorityClassName,
  retention: `${prometheus.retentionDays}d`,
  // three quarters: the rest is for compaction, and the alert on full volumes comes at 85 percent
  retentionSize: `${prometheus.storageGb * 768}MB`,
  persistentVolume: { enabled: true, size: `${prometheus.storageGb}Gi`, storageClass: storageClassName },
  resources: resources("100m", "384Mi", "1Gi", "1"),
  containerSecurityContext: RESTRICTED_CONTAINER,
});

const alertmanager = (
  { region, storageClassName, priorityClassName }: Props,
  topics: Pick<Topic, "arn" | "heartbeatArn">,
): object => ({
  image: { tag: tagOf(pins.images.alertmanager) },
  priorityClassName,
  serviceAccount: { name: PROMETHEUS.alertmanager },
  persistence: { enabled: true, size: "1Gi", storageClass: storageClassName }, // silences and what was sent already
  podSecurityContext: { fsGroup: 65534 },
  securityContext: { ...RESTRICTED_CONTAINER, runAsUser: 65534, runAsGroup: 65534 },
  automountServiceAccountToken: false,
  resources: resources("10m", "32Mi", "128Mi", "100m"),
  config: alertmanagerConfig(region, topics),
});
