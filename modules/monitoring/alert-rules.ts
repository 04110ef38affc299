import type { WatchedApp } from "./props";

/** One alerting rule of Prometheus. */
export interface AlertRule {
  /** Kebab-case, says the problem. Name of the runbook `docs/runbooks/<alert>.md`. */
  readonly alert: string;
  /** PromQL; every series it returns is one alert. */
  readonly expr: string;
  /** How long it must hold. */
  readonly for: string;
  /** `critical`: visitors notice. `warning`: they will. */
  readonly severity: "critical" | "warning";
  /** One sentence for the message; Prometheus fills in the labels. */
  readonly summary: string;
}

/** What goes wrong with pods, nodes and volumes, whatever runs there. */
const CLUSTER: readonly AlertRule[] = [
  {
    alert: "pod-crash-looping",
    expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) == 1',
    for: "10m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} starts and ends again and again",
  },
  {
    alert: "pod-not-ready",
    expr:
      'max by (namespace, pod) (kube_pod_status_ready{condition="false"}) == 1 ' +
      'unless on (namespace, pod) max by (namespace, pod) (kube_pod_status_phase{phase=~"Succeeded|Failed"}) == 1',
    for: "15m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} has not been ready for 15 minutes",
  },
  {
    alert: "replicas-missing",
    expr: "kube_deployment_spec_replicas > kube_deployment_status_replicas_available",
    for: "15m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has fewer pods than it should",
  },
  {
    alert: "node-not-ready",
    expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    for: "10m",
    severity: "critical",
    summary: "Node {{ $labels.node }} is not ready",
  },
  {
    alert: "node-under-pressure",
    expr: 'kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"} == 1',
    for: "5m",
    severity: "warning",
    summary: "Node {{ $labels.node }} reports {{ $labels.condition }}",
  },
  {
    alert: "node-disk-nearly-full",
    expr: 'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} < 0.15',
    for: "15m",
    severity: "warning",
    summary: "The disk of node {{ $labels.node }} is {{ $value | humanizePercentage }} free",
  },
  {
    alert: "volume-nearly-full",
    expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.15",
    for: "15m",
    severity: "warning",
    summary:
      "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is {{ $value | humanizePercentage }} free",
  },
  {
    alert: "scraping-failing",
    expr: "up == 0",
    for: "15m",
    severity: "warning",
    summary: "Prometheus gets no metrics from {{ $labels.instance }} of {{ $labels.job }}",
  },
];

/** A matcher for the namespaces of some apps. Names of namespaces need no escaping in it. */
const inNamespacesOf = (apps: readonly WatchedApp[]): string =>
  `namespace=~"${[...new Set(apps.map(({ namespace }) => namespace))].sort().join("|")}"`;

/** Whether an app serves at all, from the readiness of its pods: that is known of every app. */
const availability = (apps: readonly WatchedApp[]): AlertRule[] => [
  {
    alert: "app-unavailable",
    expr:
      `kube_deployment_status_replicas_available{${inNamespacesOf(apps)}} == 0 ` +
      `and kube_deployment_spec_replicas{${inNamespacesOf(apps)}} > 0`,
    for: "3m",
    severity: "critical",
    summary: "No pod of {{ $labels.namespace }}/{{ $labels.deployment }} is ready: nobody is served",
  },
];

/**
 * How an app serves, from its own metrics (django-prometheus). Of an app that is not scraped Prometheus knows nothing:
 * its errors and latency are measured at the load balancer, by the CloudWatch alarms `application-failing` and
 * `application-slow`.
 */
const service = (apps: readonly WatchedApp[]): AlertRule[] => [
  {
    alert: "app-requests-failing",
    expr:
      `sum by (namespace) (rate(django_http_responses_total_by_status_total{${inNamespacesOf(apps)},status=~"5.."}[5m])) ` +
      `/ sum by (namespace) (rate(django_http_responses_total_by_status_total{${inNamespacesOf(apps)}}[5m])) > 0.05`,
    for: "10m",
    severity: "critical",
    summary: "{{ $value | humanizePercentage }} of the requests to {{ $labels.namespace }} fail",
  },
  {
    alert: "app-requests-slow",
    expr:
      "histogram_quantile(0.95, sum by (namespace, le) " +
      `(rate(django_http_requests_latency_including_middlewares_seconds_bucket{${inNamespacesOf(apps)}}[5m]))) > 1`,
    for: "10m",
    severity: "warning",
    summary: "One request in twenty to {{ $labels.namespace }} takes longer than {{ $value | humanizeDuration }}",
  },
];

/** The rules for an environment's apps; rules about scraped apps are there when there are some. */
export function alertRules(apps: readonly WatchedApp[]): AlertRule[] {
  const scraped = apps.filter((app) => app.scraped);
  return [...CLUSTER, ...(apps.length > 0 ? availability(apps) : []), ...(scraped.length > 0 ? service(scraped) : [])];
}

/** The rules in the words of a Prometheus rule file. */
export const ruleFile = (rules: readonly AlertRule[]): object => ({
  groups: [
    {
      name: "platform",
      rules: rules.map(({ alert, expr, for: duration, severity, summary }) => ({
        alert,
        expr,
        for: duration,
        labels: { severity },
        annotations: { summary, runbook: `docs/runbooks/${alert}.md` },
      })),
    },
  ],
});
