import { PODS } from "./gone/services";
import { aws } from "./row";

/** Arguments whose change in place takes nothing away, opens nothing and stops nothing. */
export interface Everyday {
  /** @default every type that has arguments of these names, wherever they are nested */
  readonly types?: readonly string[];
  /** Of every type the names of arguments, of some types the start of their paths. */
  readonly names: string;
  /** Why nobody has to be asked. */
  readonly why: string;
}

/** What is changed every day, and is routine; every other argument that no table knows is said not to be judged. */
export const EVERYDAY: readonly Everyday[] = [
  {
    why: "a text for people: nothing reads it",
    names:
      "tags tags_all tag tag_specifications volume_tags propagate_tags copy_tags copy_tags_to_snapshot copy_tags_to_snapshots description comment alarm_description display_name title",
  },
  {
    why: "how Terraform goes about it, and nothing of the resource itself",
    names:
      "timeouts id apply_immediately allow_major_version_upgrade allow_overwrite overwrite publish force_new_deployment wait_for_steady_state wait_for_fulfillment wait_for_capacity_timeout wait_for_deployment wait_for_completion resolve_conflicts resolve_conflicts_on_create resolve_conflicts_on_update triggers user_data_replace_on_change stop_instance_before_detaching",
  },
  {
    why: "how much of it there is: less than nothing, or less than there was of a disk, is judged elsewhere",
    names:
      "allocated_storage max_allocated_storage size volume_size storage_capacity iops throughput storage_throughput throughput_capacity storage_type volume_type provisioned_throughput_in_mibps min_size max_size desired_capacity desired_count desired_size min_capacity max_capacity read_capacity write_capacity billing_mode instance_count shard_count memory memory_size cpu reserved_concurrent_executions provisioned_concurrent_executions number_of_workers max_capacity_units replica_count scaling_configuration serverlessv2_scaling_configuration maximum_concurrency batch_size parallelization_factor",
  },
  {
    why: "when it is maintained and saved, and by which releases of the same version",
    names:
      "maintenance_window preferred_maintenance_window weekly_maintenance_start_time maintenance_window_start_time backup_window preferred_backup_window snapshot_window automated_snapshot_start_hour daily_automatic_backup_start_time auto_minor_version_upgrade engine_lifecycle_support upgrade_policy",
  },
  {
    why: "how long something waits, and how it finds out whether others answer",
    names:
      "timeout timeout_in_seconds timeout_seconds idle_timeout client_keep_alive visibility_timeout_seconds delay_seconds receive_wait_time_seconds deregistration_delay slow_start health_check health_check_config health_check_configuration health_check_grace_period health_check_grace_period_seconds health_check_interval_seconds default_cooldown default_instance_warmup default_ttl min_ttl max_ttl max_message_size max_aggregation_interval maximum_batching_window_in_seconds maximum_retry_attempts retry_policy",
  },
  {
    why: "what is measured about it; what is no longer recorded for auditors is judged elsewhere",
    names:
      "monitoring monitoring_interval performance_insights_enabled performance_insights_retention_period database_insights_mode tracing_config tracing_configuration xray_enabled detailed_metrics_enabled metrics_enabled enhanced_monitoring visibility_config",
  },
  {
    types: aws(
      "lambda_function apprunner_service ecs_service ecs_task_set batch_job_definition sagemaker_endpoint emrserverless_application glue_job amplify_app amplify_branch",
    ),
    why: "the next release of what runs, and its settings",
    names:
      "image_uri image_config s3_bucket s3_key s3_object_version filename source_code_hash runtime handler layers architectures environment ephemeral_storage logging_config snap_start memory_size task_definition deployment_circuit_breaker deployment_maximum_percent deployment_minimum_healthy_percent deployment_configuration deployment_controller capacity_provider_strategy ordered_placement_strategy placement_constraints source_configuration.image_repository source_configuration.code_repository source_configuration.auto_deployments_enabled instance_configuration.cpu instance_configuration.memory container_properties retry_strategy endpoint_config_name release_label default_arguments glue_version worker_type command environment_variables build_spec stage",
  },
  {
    types: aws("autoscaling_group launch_template launch_configuration instance ec2_fleet spot_fleet_request"),
    why: "which machines come next; those that run stay until they are replaced",
    names:
      "launch_template image_id instance_type mixed_instances_policy termination_policies instance_refresh max_instance_lifetime warm_pool capacity_rebalance default_version update_default_version credit_specification block_device_mappings.ebs ebs_optimized cpu_options root_block_device enabled_metrics instance_maintenance_policy health_check_type",
  },
  {
    types: aws("eks_node_group eks_addon eks_cluster"),
    why: "which nodes come next, and how they take turns",
    names: "update_config labels scaling_config node_repair_config launch_template.version zonal_shift_config",
  },
  {
    types: aws("cloudwatch_metric_alarm cloudwatch_composite_alarm budgets_budget ce_anomaly_subscription"),
    why: "when people are told: who reviews the alarm reads the number; whether anybody is told is judged elsewhere",
    names:
      "threshold comparison_operator evaluation_periods datapoints_to_alarm period statistic extended_statistic evaluate_low_sample_count_percentiles treat_missing_data unit dimensions metric_name namespace metric_query alarm_rule ok_actions insufficient_data_actions alarm_name limit_amount limit_unit cost_filter cost_types notification.threshold notification.threshold_type notification.comparison_operator threshold_expression frequency",
  },
  {
    types: aws("route53_record service_discovery_service"),
    why: "how long resolvers remember what it answers",
    names: "ttl dns_config.dns_records.ttl",
  },
  {
    types: aws("cloudwatch_dashboard cloudwatch_query_definition cloudwatch_log_metric_filter"),
    why: "what people look at",
    names: "dashboard_body query_string log_group_names pattern metric_transformation name",
  },
  {
    types: aws("autoscaling_policy appautoscaling_policy autoscaling_schedule appautoscaling_scheduled_action"),
    why: "when more or fewer of it run, within the limits of what it scales",
    names:
      "step_scaling_policy_configuration target_tracking_scaling_policy_configuration predictive_scaling_policy_configuration target_tracking_configuration step_adjustment scaling_adjustment adjustment_type cooldown estimated_instance_warmup metric_aggregation_type min_adjustment_magnitude recurrence schedule start_time end_time time_zone timezone",
  },
  {
    types: aws("cloudfront_distribution cloudfront_function lb alb api_gateway_deployment api_gateway_stage"),
    why: "how fast and by which protocol it answers, and what it answers with",
    names:
      "price_class http_version is_ipv6_enabled default_root_object code runtime enable_http2 enable_cross_zone_load_balancing deployment_id cache_cluster_enabled cache_cluster_size",
  },
  {
    types: aws("s3_object s3_bucket_object s3_object_copy ssm_parameter appconfig_hosted_configuration_version"),
    why: "what is kept there is written anew; versions keep what was there",
    names: "source content content_base64 content_type etag source_hash value insecure_value metadata",
  },
  {
    types: aws(
      "s3_bucket_inventory s3_bucket_analytics_configuration s3_bucket_intelligent_tiering_configuration s3_bucket_request_payment_configuration s3_bucket_accelerate_configuration",
    ),
    why: "where objects lie, and who pays for what is read",
    names: "enabled filter tiering status payer storage_class_analysis schedule optional_fields",
  },
  {
    types: ["helm_release"],
    why: "how the release is put in, and not what it is",
    names:
      "atomic wait wait_for_jobs timeout max_history cleanup_on_fail dependency_update force_update recreate_pods render_subchart_notes reset_values reuse_values skip_crds lint replace upgrade_install take_ownership",
  },
  {
    types: [
      ...PODS,
      "kubernetes_pod_v1",
      "kubernetes_job_v1",
      "kubernetes_cron_job_v1",
      "kubernetes_service_v1",
      "kubernetes_ingress_v1",
      "kubernetes_config_map_v1",
      "kubernetes_config_map_v1_data",
      "kubernetes_namespace_v1",
      "kubernetes_persistent_volume_claim_v1",
      "kubernetes_pod_disruption_budget_v1",
      "kubernetes_horizontal_pod_autoscaler_v2",
      "kubernetes_network_policy_v1",
      "kubernetes_resource_quota_v1",
      "kubernetes_limit_range_v1",
      "kubernetes_priority_class_v1",
      "kubernetes_storage_class_v1",
      "kubernetes_labels",
      "kubernetes_annotations",
    ],
    why: "what in an object opens, stops or loses anything is judged by its meaning, wherever in the object it is",
    names:
      "metadata spec data binary_data labels annotations field_manager value allow_volume_expansion api_version kind status wait wait_for_rollout wait_for_load_balancer wait_until_bound wait_for_default_service_account",
  },
  {
    types: aws("key_pair acm_certificate kms_alias eip nat_gateway internet_gateway ebs_volume ec2_tag ecs_tag"),
    why: "a label, or the same kept ready",
    names: "value key_name options.certificate_transparency_logging_preference type",
  },
];

const ANYWHERE: ReadonlySet<string> = new Set(
  EVERYDAY.flatMap(({ types, names }) => (types === undefined ? names.split(" ") : [])),
);
const OF_TYPES = new Map<string, string[]>();
for (const { types = [], names } of EVERYDAY)
  for (const type of types) OF_TYPES.set(type, [...(OF_TYPES.get(type) ?? []), ...names.split(" ")]);

/** Whether an argument of a type, by its path without positions in lists, is one of everyday. */
export const isEveryday = (type: string, path: string): boolean =>
  path.split(".").some((name) => ANYWHERE.has(name)) ||
  (OF_TYPES.get(type)?.some((start) => path === start || path.startsWith(`${start}.`)) ?? false);
