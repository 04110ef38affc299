import { aws } from "../row";

/** Types that hold nothing and stop nothing: they go without a loss, and come back as they were. */
const NOTHING: ReadonlySet<string> = new Set([
  "null_resource",
  "terraform_data",
  "local_file",
  "local_sensitive_file",
  "template_dir",
  "kubernetes_limit_range_v1",
  "kubernetes_resource_quota_v1",
  "kubernetes_labels",
  "kubernetes_annotations",
  "kubernetes_env",
  "kubernetes_node_taint",
  "kubernetes_lease_v1",
  "kubernetes_runtime_class_v1",
  ...aws(
    "db_parameter_group rds_cluster_parameter_group db_option_group elasticache_parameter_group docdb_cluster_parameter_group neptune_parameter_group neptune_cluster_parameter_group memorydb_parameter_group memorydb_subnet_group redshift_parameter_group redshift_subnet_group docdb_subnet_group neptune_subnet_group dax_parameter_group dax_subnet_group dms_replication_subnet_group msk_configuration mq_configuration placement_group ec2_tag ecs_tag autoscaling_group_tag dynamodb_tag s3_bucket_cors_configuration s3_bucket_notification s3_bucket_website_configuration s3_bucket_request_payment_configuration s3_bucket_accelerate_configuration s3_bucket_analytics_configuration s3_bucket_inventory s3_bucket_intelligent_tiering_configuration s3_bucket_abac s3_bucket_metadata_configuration s3_bucket_lifecycle_configuration s3_bucket_public_access_block s3_bucket_policy s3_bucket_server_side_encryption_configuration ecr_lifecycle_policy ecr_registry_scanning_configuration ecr_pull_through_cache_rule ecr_repository_creation_template ecs_task_definition ecs_cluster_capacity_providers ecs_capacity_provider ecs_account_setting_default cloudfront_cache_policy cloudfront_origin_request_policy cloudfront_response_headers_policy cloudfront_origin_access_identity glue_partition glue_classifier glue_security_configuration athena_workgroup athena_named_query athena_prepared_statement resourcegroups_group xray_sampling_rule xray_encryption_config api_gateway_account api_gateway_model api_gateway_method_settings api_gateway_method_response api_gateway_integration_response api_gateway_gateway_response api_gateway_request_validator api_gateway_documentation_part api_gateway_documentation_version appconfig_deployment_strategy codedeploy_deployment_config ec2_subnet_cidr_reservation ec2_network_insights_path ec2_capacity_reservation default_network_acl default_route_table default_security_group default_vpc_dhcp_options sagemaker_studio_lifecycle_config sagemaker_notebook_instance_lifecycle_configuration servicequotas_service_quota account_alternate_contact account_primary_contact cur_report_definition bcmdataexports_export lambda_invocation lambda_function_event_invoke_config lambda_runtime_management_config cloudwatch_event_api_destination waf_ipset wafv2_ip_set wafv2_regex_pattern_set appautoscaling_scheduled_action autoscaling_notification iam_service_linked_role ssm_service_setting ssm_maintenance_window_target dynamodb_contributor_insights dynamodb_kinesis_streaming_destination elasticache_reserved_cache_node",
  ),
]);

/** What only connects two others, or is made up by Terraform itself. */
const CONNECTS = /^(random_|time_|aws_\w+_(association|attachment)$)/;

/** Whether nothing is lost with a type. Types with a row of their own are not asked. */
export const holdsNothing = (type: string): boolean => NOTHING.has(type) || CONNECTS.test(type);
