/** Series of Prometheus by their name, each with its values minute by minute in the words of promtool: `1x30` is 31 times 1. */
type Series = Readonly<Record<string, string>>;

/** When one rule fires and when it does not. */
export interface AlertCase {
  readonly alert: string;
  /** Series that make it fire within half an hour. */
  readonly fires: Series;
  /** Labels of the alert besides its severity, and its sentence. */
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Series that look alike, of which it says nothing; each by what it is. */
  readonly silent: Readonly<Record<string, Series>>;
}

const POD = 'namespace="shop", pod="web-1", instance="10.0.0.9:8080", node="a", service="ksm", uid="1"';
const KSM = 'instance="10.0.0.9:8080", node="a", service="ksm"';
const phase = (of: string, value: string): Series => ({ [`kube_pod_status_phase{${POD}, phase="${of}"}`]: value });
const ready = (value: string): Series => ({ [`kube_pod_status_ready{${POD}, condition="false"}`]: value });

/** Numbers of pods that should be and that are. */
const replicas = (kind: string, names: readonly [string, string], wanted: string, found: string): Series => ({
  [`${names[0]}{namespace="shop", ${kind}="web", ${KSM}}`]: wanted,
  [`${names[1]}{namespace="shop", ${kind}="web", ${KSM}}`]: found,
});
const DEPLOYMENT = ["kube_deployment_spec_replicas", "kube_deployment_status_replicas_available"] as const;
const STATEFUL = ["kube_statefulset_replicas", "kube_statefulset_status_replicas_ready"] as const;
const DAEMON = ["kube_daemonset_status_desired_number_scheduled", "kube_daemonset_status_number_available"] as const;

const disk = (free: string): Series => ({
  'node_filesystem_avail_bytes{mountpoint="/", node="a", instance="10.0.0.1:9100"}': free,
  'node_filesystem_size_bytes{mountpoint="/", node="a", instance="10.0.0.1:9100"}': "100x40",
});
const volume = (free: string): Series => ({
  'kubelet_volume_stats_available_bytes{namespace="shop", persistentvolumeclaim="data", instance="a"}': free,
  'kubelet_volume_stats_capacity_bytes{namespace="shop", persistentvolumeclaim="data", instance="a"}': "100x40",
});

const DJANGO = 'namespace="shop", pod="web-1", instance="10.0.0.5:8000"';
const responses = (good: string, bad: string): Series => ({
  [`django_http_responses_total_by_status_total{${DJANGO}, status="200"}`]: good,
  [`django_http_responses_total_by_status_total{${DJANGO}, status="500"}`]: bad,
});
const latency = (fast: string, all: string): Series => ({
  [`django_http_requests_latency_including_middlewares_seconds_bucket{${DJANGO}, le="0.5"}`]: fast,
  [`django_http_requests_latency_including_middlewares_seconds_bucket{${DJANGO}, le="5"}`]: all,
  [`django_http_requests_latency_including_middlewares_seconds_bucket{${DJANGO}, le="+Inf"}`]: all,
});
/** Two processes of one pod that answer in turn, each with its own start. */
const TURNS: Series = { [`process_start_time_seconds{${DJANGO}}`]: Array(20).fill("100 200").join(" ") };
const MIXED: Series = {
  ...TURNS,
  [`django_http_responses_total_by_status_total{${DJANGO}, status="200"}`]: Array(20).fill("1000 10").join(" "),
  [`django_http_responses_total_by_status_total{${DJANGO}, status="500"}`]: Array(20).fill("90 0").join(" "),
};

/** Every rule, in the order of the rules. */
export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: "pod-crash-looping",
    fires: { [`kube_pod_container_status_waiting_reason{${POD}, reason="CrashLoopBackOff"}`]: "0 1 0 1x40" },
    labels: { namespace: "shop", pod: "web-1" },
    summary: "shop/web-1 starts and ends again and again",
    silent: {
      "a container that is being made": {
        [`kube_pod_container_status_waiting_reason{${POD}, reason="ContainerCreating"}`]: "1x40",
      },
    },
  },
  {
    alert: "pod-pending",
    fires: phase("Pending", "1x40"),
    labels: { namespace: "shop", pod: "web-1", phase: "Pending" },
    summary: "shop/web-1 has been Pending for 15 minutes",
    silent: { "a pod that runs": phase("Running", "1x40"), "a start of ten minutes": phase("Pending", "1x10 0x30") },
  },
  {
    alert: "pod-not-ready",
    fires: { ...ready("1x40"), ...phase("Running", "1x40") },
    labels: { namespace: "shop", pod: "web-1" },
    summary: "shop/web-1 has not been ready for 15 minutes",
    silent: {
      "a job that has ended": { ...ready("1x40"), ...phase("Succeeded", "1x40") },
      "a pod that waits for a node, which another alert says": { ...ready("1x40"), ...phase("Pending", "1x40") },
    },
  },
  {
    alert: "job-failed",
    fires: { [`kube_job_failed{namespace="shop", job_name="copy", condition="true", ${KSM}}`]: "1x40" },
    labels: { namespace: "shop", job_name: "copy" },
    summary: "Job shop/copy has failed and is not tried again",
    silent: {
      "one that has not": { [`kube_job_failed{namespace="shop", job_name="copy", condition="false", ${KSM}}`]: "1x40" },
    },
  },
  {
    alert: "replicas-missing",
    fires: replicas("deployment", DEPLOYMENT, "2x40", "1x40"),
    labels: { namespace: "shop", deployment: "web" },
    summary: "shop/web has fewer pods than it should",
    silent: { "a rollout": replicas("deployment", DEPLOYMENT, "2x40", "1x10 2x30") },
  },
  {
    alert: "stateful-set-replicas-missing",
    fires: replicas("statefulset", STATEFUL, "1x40", "0x40"),
    labels: { namespace: "shop", statefulset: "web" },
    summary: "shop/web has fewer pods than it should",
    silent: { "all of them": replicas("statefulset", STATEFUL, "1x40", "1x40") },
  },
  {
    alert: "daemon-set-pods-missing",
    fires: replicas("daemonset", DAEMON, "3x40", "2x40"),
    labels: { namespace: "shop", daemonset: "web" },
    summary: "shop/web has fewer pods than it should",
    silent: { "a new node": replicas("daemonset", DAEMON, "2x5 3x35", "2x8 3x32") },
  },
  {
    alert: "node-not-ready",
    fires: { 'kube_node_status_condition{node="a", condition="Ready", status="true", instance="x"}': "0x40" },
    labels: { node: "a" },
    summary: "Node a is not ready",
    silent: {
      "a ready one": { 'kube_node_status_condition{node="a", condition="Ready", status="true", instance="x"}': "1x40" },
    },
  },
  {
    alert: "node-under-pressure",
    fires: { 'kube_node_status_condition{node="a", condition="DiskPressure", status="true", instance="x"}': "1x40" },
    labels: { node: "a", condition: "DiskPressure" },
    summary: "Node a reports DiskPressure",
    silent: {
      "another condition": {
        'kube_node_status_condition{node="a", condition="Ready", status="true", instance="x"}': "1x40",
      },
    },
  },
  {
    alert: "node-disk-nearly-full",
    fires: disk("10x40"),
    labels: { node: "a" },
    summary: "The disk of node a is 10% free",
    silent: { "a fifth that is free": disk("20x40") },
  },
  {
    alert: "volume-nearly-full",
    fires: volume("5x40"),
    labels: { namespace: "shop", persistentvolumeclaim: "data" },
    summary: "Volume shop/data is 5% free",
    silent: { "half of it": volume("50x40") },
  },
  {
    alert: "scraping-failing",
    fires: { 'up{job="kubernetes-pods", instance="a"}': "0x40", 'up{job="kubernetes-pods", instance="b"}': "0x40" },
    labels: { job: "kubernetes-pods" },
    summary: "Prometheus gets no metrics from 2 of the targets of kubernetes-pods",
    silent: { "targets that answer": { 'up{job="kubernetes-pods", instance="a"}': "1x40" } },
  },
  {
    alert: "alerts-not-delivered",
    fires: { 'alertmanager_notifications_failed_total{integration="sns", instance="x"}': "0+1x40" },
    labels: { integration: "sns" },
    summary: "Alertmanager cannot deliver alerts by sns",
    silent: {
      "failures of long ago": { 'alertmanager_notifications_failed_total{integration="sns", instance="x"}': "7x40" },
    },
  },
  {
    alert: "app-unavailable",
    fires: replicas("deployment", DEPLOYMENT, "2x40", "0x40"),
    labels: { namespace: "shop", deployment: "web" },
    summary: "No pod of shop/web is ready: nobody is served",
    silent: {
      "one of two": replicas("deployment", DEPLOYMENT, "2x40", "1x40"),
      "an app that is switched off": replicas("deployment", DEPLOYMENT, "0x40", "0x40"),
    },
  },
  {
    alert: "app-requests-failing",
    fires: responses("0+90x40", "0+10x40"),
    labels: { namespace: "shop" },
    summary: "10% of the requests to shop fail",
    silent: {
      "one in a hundred": responses("0+99x40", "0+1x40"),
      "processes that answer in turn, whatever they say": MIXED,
    },
  },
  {
    alert: "app-requests-slow",
    fires: latency("0x40", "0+100x40"),
    labels: { namespace: "shop" },
    summary: "One request in twenty to shop takes longer than 4.775s",
    silent: { "fast answers": latency("0+100x40", "0+100x40") },
  },
  {
    alert: "app-metrics-mixed",
    fires: TURNS,
    labels: { namespace: "shop" },
    summary: "Processes of shop answer Prometheus in turn: set PROMETHEUS_MULTIPROC_DIR",
    silent: { "one process, restarted once": { [`process_start_time_seconds{${DJANGO}}`]: "100x15 200x25" } },
  },
];
