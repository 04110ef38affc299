import { isLost, isOff, isZero, leaves, type Setting } from "./setting";

/** Settings that keep something running. */
export const AVAILABILITY: readonly Setting[] = [
  ...["multi_az", "multi_az_enabled", "automatic_failover_enabled", "zone_awareness_enabled", "high_availability"].map(
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
  ...["enabled", "is_enabled"].map(
    (path): Setting => ({
      types: [
        "aws_cloudfront_distribution",
        "aws_lambda_event_source_mapping",
        "aws_route53_health_check",
        "aws_globalaccelerator_accelerator",
        "aws_api_gateway_api_key",
        "aws_cloudwatch_event_rule",
        "aws_glue_trigger",
        "aws_kms_external_key",
      ],
      path,
      isWeaker: isOff,
      group: "downtime",
      what: "it is switched off",
      advice: "Make sure that nothing uses it.",
    }),
  ),
  ...["state", "desired_state"].map(
    (path): Setting => ({
      types: [
        "aws_cloudwatch_event_rule",
        "aws_scheduler_schedule",
        "aws_pipes_pipe",
        "aws_batch_job_queue",
        "aws_batch_compute_environment",
        "aws_ec2_instance_state",
        "aws_rds_instance_state",
      ],
      path,
      isWeaker: leaves("ENABLED", "RUNNING", "running", "available"),
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
