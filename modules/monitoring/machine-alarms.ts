import type { Alarm } from "./alarm";

const status = {
  namespace: "AWS/EC2",
  metric: "StatusCheckFailed",
  statistic: "Maximum",
  unit: "Count",
  periodSeconds: 60,
  periods: 3,
  comparison: "above",
  threshold: 0,
  missingData: "missing",
} as const;

/** What goes wrong with machines, the control plane, and what watches from within the cluster. */
export const MACHINE_ALARMS: readonly Alarm[] = [
  {
    ...status,
    id: "node-check-failed",
    question: "Is a node's machine broken?",
    target: "nodeGroup",
    because: "the check is 0 or 1; three minutes are no restart",
  },
  {
    ...status,
    id: "instance-check-failed",
    question: "Is an instance's machine broken?",
    target: "instance",
    because: "the check is 0 or 1; three minutes are no restart",
  },
  {
    id: "kubernetes-api-failing",
    question: "Does the Kubernetes API answer with errors?",
    target: "cluster",
    namespace: "AWS/EKS",
    metric: "apiserver_request_total_5XX",
    statistic: "Sum",
    unit: "Count",
    periodSeconds: 300,
    periods: 3,
    comparison: "above",
    threshold: 25,
    because:
      "EKS replaces control plane nodes now and then, which fails a few requests; a quarter of an hour is no replacement",
    missingData: "notBreaching",
  },
  {
    id: "alerting-stopped",
    question: "Do alerts from the cluster still arrive?",
    target: "topic",
    namespace: "AWS/SNS",
    metric: "NumberOfMessagesPublished",
    statistic: "Sum",
    unit: "Count",
    periodSeconds: 300,
    periods: 6,
    comparison: "below",
    threshold: 1,
    because:
      "Alertmanager publishes every four minutes that it works; half an hour of silence is longer than a node takes to be replaced",
    missingData: "breaching",
  },
];
