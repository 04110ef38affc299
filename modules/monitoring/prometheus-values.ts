import { RESTRICTED_CONTAINER, resources } from "../helm";
import { alertRules, ruleFile } from "./alert-rules";
import type { MonitoringProps } from "./props";

/** Names that other parts agree on. */
export const PROMETHEUS = {
  release: "prometheus",
  /** Service that answers queries, on port 80. */
  service: "prometheus-server",
  /** Service account of Alertmanager, which may publish to the topic. */
  alertmanager: "prometheus-alertmanager",
} as const;

type Props = Pick<MonitoringProps, "region" | "storageClassName" | "prometheus" | "apps">;

/**
 * Values of the Prometheus chart 29.27.0. Sizes fit a t3.small: the whole release reserves half
 * a GiB on one node and 32 MiB on every other.
 */
export const prometheusValues = (props: Props, topicArn: string, nodesNamespace: string): object => ({
  server: server(props),
  configmapReload: {
    prometheus: { containerSecurityContext: RESTRICTED_CONTAINER, resources: resources("10m", "16Mi", "64Mi", "100m") },
  },
  serviceAccounts: { server: { name: PROMETHEUS.service } },
  // the control plane's errors are in CloudWatch already, and its histograms would be most of what is stored
  scrapeConfigs: { "kubernetes-api-servers": { enabled: false }, "prometheus-pushgateway": { enabled: false } },
  serverFiles: { "alerting_rules.yml": ruleFile(alertRules(props.apps)) },
  alertmanager: alertmanager(props, topicArn),
  "kube-state-metrics": {
    resources: resources("10m", "64Mi", "192Mi", "200m"),
    // metrics of secrets and config maps would need the right to list them
    collectorsExclude: ["secrets", "configmaps"],
  },
  "prometheus-node-exporter": {
    // it needs the host's network and files, which the namespace of everything else forbids
    namespaceOverride: nodesNamespace,
    containerSecurityContext: { ...RESTRICTED_CONTAINER },
    resources: resources("10m", "32Mi", "64Mi", "200m"),
  },
  "prometheus-pushgateway": { enabled: false },
});

const server = ({ prometheus, storageClassName }: Props): object => ({
  retention: `${prometheus.retentionDays}d`,
  // three quarters: the rest is for compaction, and the alert on full volumes comes at 85 percent
  retentionSize: `${prometheus.storageGb * 768}MB`,
  persistentVolume: { enabled: true, size: `${prometheus.storageGb}Gi`, storageClass: storageClassName },
  resources: resources("100m", "384Mi", "1Gi", "1"),
  containerSecurityContext: RESTRICTED_CONTAINER,
});

const alertmanager = ({ region, storageClassName }: Props, topicArn: string): object => ({
  serviceAccount: { name: PROMETHEUS.alertmanager },
  persistence: { enabled: true, size: "1Gi", storageClass: storageClassName }, // silences and what was sent already
  podSecurityContext: { fsGroup: 65534 },
  securityContext: { ...RESTRICTED_CONTAINER, runAsUser: 65534, runAsGroup: 65534 },
  automountServiceAccountToken: false,
  resources: resources("10m", "32Mi", "128Mi", "100m"),
  config: {
    route: {
      receiver: "topic",
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
    },
    receivers: [{ name: "topic", sns_configs: [{ topic_arn: topicArn, sigv4: { region }, send_resolved: true }] }],
  },
});
