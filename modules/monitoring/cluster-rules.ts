import type { AlertRule } from "./alert-rule";

/** Pods that run: others are no longer expected to be ready, or `pod-pending` is about them. */
const RUNNING = 'max by (namespace, pod) (kube_pod_status_phase{phase="Running"}) == 1';

/** What goes wrong with pods, whatever runs in them. */
const PODS: readonly AlertRule[] = [
  {
    alert: "pod-crash-looping",
    expr:
      "max by (namespace, pod) " +
      '(max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m])) == 1',
    for: "10m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} starts and ends again and again",
  },
  {
    // a pod that no node takes has no readiness at all: its phase is what is known of it
    alert: "pod-pending",
    expr: 'max by (namespace, pod, phase) (kube_pod_status_phase{phase=~"Pending|Unknown"}) == 1',
    for: "15m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} has been {{ $labels.phase }} for 15 minutes",
  },
  {
    alert: "pod-not-ready",
    expr: `max by (namespace, pod) (kube_pod_status_ready{condition="false"}) == 1 and on (namespace, pod) ${RUNNING}`,
    for: "15m",
    severity: "warning",
    summary: "{{ $labels.namespace }}/{{ $labels.pod }} has not been ready for 15 minutes",
  },
  {
    alert: "job-failed",
    expr: 'max by (namespace, job_name) (kube_job_failed{condition="true"}) == 1',
    for: "1m",
    severity: "warning",
    summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed and is not tried again",
  },
];

/** One rule for each kind that keeps a number of pods; where the number that should be and the number that is are. */
const REPLICAS: readonly AlertRule[] = (
  [
    ["replicas-missing", "deployment", "kube_deployment_spec_replicas", "kube_deployment_status_replicas_available"],
    [
      "stateful-set-replicas-missing",
      "statefulset",
      "kube_statefulset_replicas",
      "kube_statefulset_status_replicas_ready",
    ],
    [
      "daemon-set-pods-missing",
      "daemonset",
      "kube_daemonset_status_desired_number_scheduled",
      "kube_daemonset_status_number_available",
    ],
  ] as const
).map(([alert, kind, wanted, found]) => ({
  alert,
  expr: `max by (namespace, ${kind}) (${wanted}) > max by (namespace, ${kind}) (${found})`,
  for: "15m",
  severity: "warning",
  summary: `{{ $labels.namespace }}/{{ $labels.${kind} }} has fewer pods than it should`,
}));

/** What goes wrong with nodes and volumes. */
const NODES: readonly AlertRule[] = [
  {
    alert: "node-not-ready",
    expr: 'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0',
    for: "10m",
    severity: "critical",
    summary: "Node {{ $labels.node }} is not ready",
  },
  {
    alert: "node-under-pressure",
    expr:
      "max by (node, condition) " +
      '(kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"}) == 1',
    for: "5m",
    severity: "warning",
    summary: "Node {{ $labels.node }} reports {{ $labels.condition }}",
  },
  {
    alert: "node-disk-nearly-full",
    expr:
      "min by (node) " +
      '(node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}) < 0.15',
    for: "15m",
    severity: "warning",
    summary: "The disk of node {{ $labels.node }} is {{ $value | humanizePercentage }} free",
  },
  {
    alert: "volume-nearly-full",
    expr:
      "min by (namespace, persistentvolumeclaim) " +
      "(kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes) < 0.15",
    for: "15m",
    severity: "warning",
    summary:
      "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is {{ $value | humanizePercentage }} free",
  },
  {
    alert: "scraping-failing",
    expr: "count by (job) (up == 0)",
    for: "15m",
    severity: "warning",
    summary: "Prometheus gets no metrics from {{ $value }} of the targets of {{ $labels.job }}",
  },
];

/** What goes wrong in a cluster, whatever runs there. */
export const CLUSTER_RULES: readonly AlertRule[] = [...PODS, ...REPLICAS, ...NODES];
