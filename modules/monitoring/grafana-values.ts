import pins from "../../pins.json";
import { RESTRICTED_CONTAINER, resources, tagOf } from "../helm";
import { PROMETHEUS } from "./prometheus-values";
import type { MonitoringProps } from "./props";

/** Names that other parts agree on. */
export const GRAFANA = {
  release: "grafana",
  /** Service account of the pods, which may read CloudWatch. */
  serviceAccount: "grafana",
  image: { registry: "docker.io", repository: pins.images.grafana.repository, tag: tagOf(pins.images.grafana) },
  /** Secret with the login of the administrator: made in the cluster, and nowhere else. */
  admin: { existingSecret: "grafana-admin", userKey: "admin-user", passwordKey: "admin-password" },
  /** Config map with the dashboards. Grafana reads it again when it changes, without a restart. */
  dashboards: "grafana-dashboards",
} as const;

/**
 * Data sources that come with Grafana and that nothing here asks; several run a process of their own each.
 * Their ids are in Grafana's `pkg/tsdb` and `public/app/plugins/datasource`.
 */
const UNUSED_DATA_SOURCES = [
  "elasticsearch",
  "grafana-azure-monitor-datasource",
  "grafana-postgresql-datasource",
  "grafana-pyroscope-datasource",
  "grafana-testdata-datasource",
  "graphite",
  "influxdb",
  "jaeger",
  "loki",
  "mssql",
  "mysql",
  "opentsdb",
  "parca",
  "stackdriver",
  "tempo",
  "zipkin",
] as const;

type Props = Pick<MonitoringProps, "region" | "storageClassName" | "priorityClassName" | "grafana">;

const FOLDER = "/var/lib/grafana/dashboards/platform";

/** Values of the Grafana chart 12.11.1. It is reached by `kubectl port-forward` only. */
export const grafanaValues = (props: Props, namespace: string): object => ({
  image: GRAFANA.image,
  priorityClassName: props.priorityClassName,
  admin: GRAFANA.admin,
  serviceAccount: { name: GRAFANA.serviceAccount },
  rbac: { create: false }, // dashboards and data sources come from files, not from watching the cluster
  automountServiceAccountToken: false,
  deploymentStrategy: { type: "Recreate" }, // its volume belongs to one pod at a time
  persistence: { enabled: true, size: `${props.grafana.storageGb}Gi`, storageClassName: props.storageClassName },
  initChownData: { enabled: false }, // would run as root; fsGroup does the same
  containerSecurityContext: RESTRICTED_CONTAINER,
  extraEmptyDirMounts: [{ name: "tmp", mountPath: "/tmp" }], // sockets of its data source processes
  resources: resources("50m", "320Mi", "768Mi", "500m"),
  testFramework: { enabled: false },
  "grafana.ini": {
    analytics: { check_for_updates: false, check_for_plugin_updates: false, reporting_enabled: false },
    news: { news_feed_enabled: false },
    // Grafana 13 otherwise installs and updates plugins from the internet when it starts
    plugins: {
      preinstall_disabled: true,
      preinstall_auto_update: false,
      disable_plugins: UNUSED_DATA_SOURCES.join(","),
    },
    server: { enable_gzip: false }, // on by default since 13; a port forward gains nothing by it
    users: { allow_sign_up: false },
    security: { cookie_samesite: "strict", disable_gravatar: true },
  },
  datasources: { "datasources.yaml": { apiVersion: 1, datasources: dataSources(props.region, namespace) } },
  dashboardProviders: { "dashboardproviders.yaml": { apiVersion: 1, providers: [provider] } },
  dashboardsConfigMaps: { platform: GRAFANA.dashboards },
});

const provider = {
  name: "platform",
  type: "file",
  folder: "Platform",
  allowUiUpdates: false,
  disableDeletion: true,
  options: { path: FOLDER },
};

const dataSources = (region: string, namespace: string): object[] => [
  {
    name: "Prometheus",
    uid: "prometheus",
    type: "prometheus",
    access: "proxy",
    url: `http://${PROMETHEUS.service}.${namespace}.svc`,
    isDefault: true,
    editable: false,
    jsonData: { timeInterval: "60s" },
  },
  {
    name: "CloudWatch",
    uid: "cloudwatch",
    type: "cloudwatch",
    access: "proxy",
    editable: false,
    jsonData: { authType: "default", defaultRegion: region },
  },
];
