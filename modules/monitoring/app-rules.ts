import type { AlertRule } from "./alert-rule";
import type { WatchedApp } from "./props";

/** A matcher for the namespaces of some apps. Names of namespaces need no escaping in it. */
const inNamespacesOf = (apps: readonly WatchedApp[]): string =>
  `namespace=~"${[...new Set(apps.map(({ namespace }) => namespace))].sort().join("|")}"`;

/** Whether an app serves at all, from the readiness of its pods: that is known of every app. */
const availability = (apps: readonly WatchedApp[]): AlertRule => ({
  alert: "app-unavailable",
  expr:
    `max by (namespace, deployment) (kube_deployment_status_replicas_available{${inNamespacesOf(apps)}}) == 0 ` +
    `and max by (namespace, deployment) (kube_deployment_spec_replicas{${inNamespacesOf(apps)}}) > 0`,
  for: "3m",
  severity: "critical",
  summary: "No pod of {{ $labels.namespace }}/{{ $labels.deployment }} is ready: nobody is served",
});

/**
 * Apps whose processes answer Prometheus in turn, each with its own counters: what is counted then jumps back and forth, and
 * a rate of it is invented. `PROMETHEUS_MULTIPROC_DIR` adds the processes up, and hides the start time of each.
 */
const mixed = (apps: readonly WatchedApp[]): string =>
  `max by (namespace) (changes(process_start_time_seconds{${inNamespacesOf(apps)}}[15m])) > 2`;

/**
 * How an app serves, from its own metrics (django-prometheus). Of an app that is not scraped Prometheus knows nothing:
 * its errors and latency are measured at the load balancer, by the CloudWatch alarms `application-failing` and
 * `application-slow`; so are those of an app whose metrics are mixed.
 */
const service = (apps: readonly WatchedApp[]): AlertRule[] => [
  {
    alert: "app-requests-failing",
    expr:
      `sum by (namespace) (rate(django_http_responses_total_by_status_total{${inNamespacesOf(apps)},status=~"5.."}[5m])) ` +
      `/ sum by (namespace) (rate(django_http_responses_total_by_status_total{${inNamespacesOf(apps)}}[5m])) > 0.05 ` +
      `unless on (namespace) ${mixed(apps)}`,
    for: "10m",
    severity: "critical",
    summary: "{{ $value | humanizePercentage }} of the requests to {{ $labels.namespace }} fail",
  },
  {
    alert: "app-requests-slow",
    expr:
      "histogram_quantile(0.95, sum by (namespace, le) " +
      `(rate(django_http_requests_latency_including_middlewares_seconds_bucket{${inNamespacesOf(apps)}}[5m]))) > 1 ` +
      `unless on (namespace) ${mixed(apps)}`,
    for: "10m",
    severity: "warning",
    summary: "One request in twenty to {{ $labels.namespace }} takes longer than {{ $value | humanizeDuration }}",
  },
  {
    alert: "app-metrics-mixed",
    expr: mixed(apps),
    for: "15m",
    severity: "warning",
    summary: "Processes of {{ $labels.namespace }} answer Prometheus in turn: set PROMETHEUS_MULTIPROC_DIR",
  },
];

/** The rules for an environment's apps; rules about scraped apps are there when there are some. */
export function appRules(apps: readonly WatchedApp[]): AlertRule[] {
  const scraped = apps.filter((app) => app.scraped);
  return [...(apps.length > 0 ? [availability(apps)] : []), ...(scraped.length > 0 ? service(scraped) : [])];
}
