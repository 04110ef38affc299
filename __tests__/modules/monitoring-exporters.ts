/** Names that a counter, gauge or histogram has in Prometheus. */
type Kind = "plain" | "histogram";
interface Exporter {
  /** Where the names are listed. */
  readonly source: string;
  readonly metrics: Readonly<Record<Kind, readonly string[]>>;
}

/**
 * What the installed exporters expose, as far as this project could use it. A counter of Python's client ends in
 * `_total` whatever its name in the source is: `django_http_responses_total_by_status` is exposed as
 * `django_http_responses_total_by_status_total`.
 */
export const EXPORTERS: Readonly<Record<string, Exporter>> = {
  "kube-state-metrics": {
    source: "https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs/metrics",
    metrics: {
      plain: [
        "kube_daemonset_status_desired_number_scheduled",
        "kube_daemonset_status_number_available",
        "kube_deployment_spec_replicas",
        "kube_deployment_status_condition",
        "kube_deployment_status_replicas",
        "kube_deployment_status_replicas_available",
        "kube_deployment_status_replicas_unavailable",
        "kube_horizontalpodautoscaler_status_current_replicas",
        "kube_horizontalpodautoscaler_spec_max_replicas",
        "kube_job_failed",
        "kube_node_info",
        "kube_node_spec_unschedulable",
        "kube_node_status_allocatable",
        "kube_node_status_capacity",
        "kube_node_status_condition",
        "kube_persistentvolumeclaim_info",
        "kube_persistentvolumeclaim_status_phase",
        "kube_pod_container_resource_limits",
        "kube_pod_container_resource_requests",
        "kube_pod_container_status_restarts_total",
        "kube_pod_container_status_waiting_reason",
        "kube_pod_info",
        "kube_pod_status_phase",
        "kube_pod_status_ready",
        "kube_statefulset_replicas",
        "kube_statefulset_status_replicas_ready",
      ],
      histogram: [],
    },
  },
  "node-exporter": {
    source: "https://github.com/prometheus/node_exporter/tree/v1.12.1/collector",
    metrics: {
      plain: [
        "node_boot_time_seconds",
        "node_cpu_seconds_total",
        "node_disk_io_time_seconds_total",
        "node_filesystem_avail_bytes",
        "node_filesystem_files_free",
        "node_filesystem_size_bytes",
        "node_load5",
        "node_memory_MemAvailable_bytes",
        "node_memory_MemTotal_bytes",
        "node_network_receive_bytes_total",
        "node_network_transmit_bytes_total",
        "node_nf_conntrack_entries",
        "node_nf_conntrack_entries_limit",
      ],
      histogram: [],
    },
  },
  kubelet: {
    source: "https://kubernetes.io/docs/reference/instrumentation/metrics/",
    metrics: {
      plain: [
        "kubelet_running_pods",
        "kubelet_volume_stats_available_bytes",
        "kubelet_volume_stats_capacity_bytes",
        "kubelet_volume_stats_inodes",
        "kubelet_volume_stats_inodes_free",
        "kubelet_volume_stats_inodes_used",
        "kubelet_volume_stats_used_bytes",
      ],
      histogram: [],
    },
  },
  cadvisor: {
    source: "https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md",
    metrics: {
      plain: [
        "container_cpu_cfs_periods_total",
        "container_cpu_cfs_throttled_periods_total",
        "container_cpu_usage_seconds_total",
        "container_fs_reads_bytes_total",
        "container_fs_writes_bytes_total",
        "container_memory_working_set_bytes",
        "container_network_receive_bytes_total",
        "container_network_transmit_bytes_total",
      ],
      histogram: [],
    },
  },
  "django-prometheus": {
    source: "https://github.com/django-commons/django-prometheus/tree/master/django_prometheus",
    metrics: {
      plain: [
        "django_cache_get_fail_total",
        "django_cache_get_hits_total",
        "django_cache_get_misses_total",
        "django_cache_get_total",
        "django_db_errors_total",
        "django_db_execute_total",
        "django_db_new_connection_errors_total",
        "django_db_new_connections_total",
        "django_http_exceptions_total_by_type_total",
        "django_http_exceptions_total_by_view_total",
        "django_http_requests_before_middlewares_total",
        "django_http_requests_total_by_method_total",
        "django_http_responses_before_middlewares_total",
        "django_http_responses_total_by_status_total",
        "django_http_responses_total_by_status_view_method_total",
        "django_migrations_unapplied_total",
      ],
      histogram: [
        "django_db_query_duration_seconds",
        "django_http_requests_latency_including_middlewares_seconds",
        "django_http_requests_latency_seconds_by_view_method",
      ],
    },
  },
  "prometheus_client of an app": {
    source: "https://prometheus.github.io/client_python/collector/",
    metrics: { plain: ["process_start_time_seconds"], histogram: [] },
  },
  alertmanager: {
    source: "https://github.com/prometheus/alertmanager/blob/v0.34.0/notify/notify.go",
    metrics: { plain: ["alertmanager_notifications_failed_total", "alertmanager_notifications_total"], histogram: [] },
  },
  prometheus: {
    source:
      "https://prometheus.io/docs/concepts/jobs_instances/ and /docs/prometheus/latest/configuration/alerting_rules/",
    metrics: { plain: ["ALERTS", "up", "scrape_duration_seconds", "prometheus_tsdb_head_series"], histogram: [] },
  },
};

/** Every name that a query may use. */
export const EXPOSED: ReadonlySet<string> = new Set(
  Object.values(EXPORTERS).flatMap(({ metrics }) => [
    ...metrics.plain,
    ...metrics.histogram.flatMap((name) => [`${name}_bucket`, `${name}_count`, `${name}_sum`]),
  ]),
);
