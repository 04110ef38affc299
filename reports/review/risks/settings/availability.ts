import { isLost, isOff, isOn, isZero, leaves, type Setting } from "./setting";

/** Arguments that switch something on and off, by the types that have them. */
const SWITCHES: readonly (readonly [types: string, path: string, isWeaker: Setting["isWeaker"]])[] = [
  [
    "cloudfront_distribution lambda_event_source_mapping globalaccelerator_accelerator api_gateway_api_key glue_trigger kms_external_key",
    "enabled",
    isOff,
  ],
  [
    "cloudwatch_event_rule scheduler_schedule batch_job_queue batch_compute_environment ec2_instance_state rds_instance_state",
    "state",
    leaves("ENABLED", "running", "available"),
  ],
  ["pipes_pipe", "desired_state", leaves("RUNNING")],
];

/** Settings that keep something running. */
export const AVAILABILITY: readonly Setting[] = [
  ...["multi_az", "multi_az_enabled", "automatic_failover_enabled", "zone_awareness_enabled"].map(
    (path): Setting => ({
      path,
      isWeaker: isOff,
      group: "downtime",
      what: "nothing takes over any more when a node or a zone fails",
      advice: "Keep a standby in another zone.",
    }),
  ),
  ...[
    "replicas",
    "desired_count",
    "desired_capacity",
    "max_size",
    "max_capacity",
    "reserved_concurrent_executions",
  ].map(
    (path): Setting => ({
      path,
      isWeaker: isZero,
      group: "downtime",
      what: "nothing runs any more",
      advice: "Make sure that it is meant to stop.",
    }),
  ),
  {
    types: ["kubernetes_cron_job_v1", "kubernetes_cron_job", "kubernetes_job_v1"],
    path: "spec.suspend",
    isWeaker: isOn,
    group: "downtime",
    what: "nothing runs any more",
    advice: "Make sure that it is meant to stop.",
  },
  ...SWITCHES.map(
    ([types, path, isWeaker]): Setting => ({
      types: types.split(" ").map((type) => `aws_${type}`),
      path,
      isWeaker,
      group: "downtime",
      what: "it is switched off",
      advice: "Make sure that nothing uses it.",
    }),
  ),
  {
    path: "actions_enabled",
    isWeaker: isOff,
    group: "monitoring",
    what: "nobody is told any more when what it watches goes wrong",
    advice: "Make sure that somebody is told in another way.",
  },
  {
    path: "alarm_actions",
    isWeaker: isLost,
    group: "monitoring",
    what: "nobody is told any more when what it watches goes wrong",
    advice: "Make sure that somebody is told in another way.",
  },
];
