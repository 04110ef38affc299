import { aws, gone, type Row } from "../row";

const stops = (types: readonly string[], what: string, advice: string): Row => gone("downtime", types, what, advice);

/** What runs pods of one template. */
export const PODS = [
  "kubernetes_deployment_v1",
  "kubernetes_deployment",
  "kubernetes_stateful_set_v1",
  "kubernetes_stateful_set",
  "kubernetes_daemon_set_v1",
  "kubernetes_daemonset",
];

const APPLY_LATER = "Make sure that nothing uses it, or apply outside of working hours.";

/** What runs on a cluster, all of it: destroyed with the cluster or its nodes, and gated like data. */
const CLUSTERS: readonly Row[] = [
  gone(
    "data loss",
    aws("eks_cluster"),
    "the cluster goes with every object in it: workloads, secrets, claims",
    "Make a second cluster and move the workloads instead.",
  ),
  gone(
    "data loss",
    aws("eks_node_group eks_fargate_profile"),
    "what is only on its nodes is destroyed, and an outage of everything on them is possible",
    "Make the new node group first, under another name, and remove this one when its pods have moved.",
  ),
];

/** What is interrupted when it goes, and how to go about it. */
export const INTERRUPTED: readonly Row[] = [
  stops(
    aws("eks_cluster"),
    "the cluster and everything that runs on it stop",
    "Make a second cluster and move the workloads instead.",
  ),
  stops(
    aws("eks_node_group eks_fargate_profile"),
    "its nodes are drained and their pods start elsewhere or wait",
    "Make the new node group first, under another name, and remove this one when its pods have moved.",
  ),
  stops(
    aws("eks_addon"),
    "the add-on is uninstalled",
    "Pods may lose network, names or volumes while it is away; replace it outside of working hours.",
  ),
  stops(
    [
      ...aws(
        "lb lb_listener lb_listener_rule lb_target_group lb_target_group_attachment lb_listener_certificate alb alb_listener alb_listener_rule alb_target_group alb_target_group_attachment elb elb_attachment globalaccelerator_accelerator globalaccelerator_listener globalaccelerator_endpoint_group vpclattice_service vpclattice_listener vpclattice_target_group",
      ),
      "kubernetes_ingress_v1",
      "kubernetes_ingress",
      "kubernetes_ingress_class_v1",
    ],
    "requests are not served until its successor is ready, and its address may change",
    "Lower the TTL of the DNS records that name it before you apply.",
  ),
  stops(
    aws("nat_gateway eip eip_association"),
    "connections to the internet break, and their source address changes",
    "Tell those who allow-list the address.",
  ),
  stops(
    aws(
      "vpc subnet internet_gateway internet_gateway_attachment egress_only_internet_gateway route_table route route_table_association main_route_table_association vpc_endpoint vpc_endpoint_route_table_association vpc_endpoint_subnet_association vpc_endpoint_service network_acl network_acl_rule network_acl_association network_interface network_interface_attachment vpc_peering_connection vpc_peering_connection_accepter vpn_gateway vpn_connection vpn_connection_route customer_gateway ec2_transit_gateway ec2_transit_gateway_route ec2_transit_gateway_route_table ec2_transit_gateway_vpc_attachment ec2_transit_gateway_peering_attachment ec2_transit_gateway_route_table_association ec2_transit_gateway_route_table_propagation ec2_client_vpn_endpoint ec2_client_vpn_network_association ec2_client_vpn_route dx_connection dx_gateway dx_gateway_association dx_private_virtual_interface dx_transit_virtual_interface dx_lag vpc_dhcp_options vpc_dhcp_options_association vpc_ipv4_cidr_block_association db_subnet_group elasticache_subnet_group default_vpc default_subnet ec2_managed_prefix_list efs_mount_target networkmanager_core_network",
    ),
    "what is in it cannot be reached, or reaches nothing",
    "Make sure that nothing runs there: addresses in use also block the deletion.",
  ),
  stops(
    aws(
      "security_group vpc_security_group_ingress_rule vpc_security_group_egress_rule security_group_rule ec2_managed_prefix_list_entry ec2_client_vpn_authorization_rule network_interface_sg_attachment",
    ),
    "traffic that it admitted is refused",
    "Make sure that nothing needs it, or that another rule admits the same.",
  ),
  stops(
    aws(
      "instance spot_instance_request spot_fleet_request ec2_fleet autoscaling_group launch_template launch_configuration",
    ),
    "the machine stops, and its root volume goes",
    "Make sure that what must stay is on another volume.",
  ),
  stops(
    aws(
      "rds_cluster_instance rds_cluster_endpoint docdb_cluster_instance neptune_cluster_instance neptune_cluster_endpoint db_proxy db_proxy_endpoint db_proxy_target db_proxy_default_target_group volume_attachment redshiftserverless_workgroup redshift_endpoint_access opensearch_vpc_endpoint elasticsearch_vpc_endpoint opensearchserverless_vpc_endpoint dms_replication_instance dms_replication_task dms_replication_config dms_endpoint rds_integration mskconnect_connector msk_replicator efs_access_point s3_access_point s3control_multi_region_access_point",
    ),
    "what uses it stops",
    "Stop the applications first.",
  ),
  stops(
    aws(
      "ecs_service ecs_cluster ecs_task_set ecs_express_gateway_service lambda_function lambda_alias lambda_event_source_mapping lambda_function_url lambda_provisioned_concurrency_config apprunner_service batch_compute_environment batch_job_queue batch_job_definition sfn_state_machine glue_job glue_crawler glue_trigger glue_workflow kinesis_firehose_delivery_stream kinesisanalyticsv2_application kinesis_analytics_application pipes_pipe scheduler_schedule scheduler_schedule_group cloudwatch_event_rule cloudwatch_event_target cloudwatch_event_bus cloudwatch_event_connection cloudwatch_event_archive appautoscaling_target appautoscaling_policy appautoscaling_scheduled_action autoscaling_policy autoscaling_schedule autoscaling_lifecycle_hook emrserverless_application emrcontainers_virtual_cluster sagemaker_endpoint sagemaker_model sagemaker_endpoint_configuration transfer_server transfer_user gamelift_fleet appflow_flow datasync_task osis_pipeline bedrockagent_agent bedrockagentcore_agent_runtime codebuild_project codepipeline codedeploy_app codedeploy_deployment_group amplify_app amplify_branch ssm_maintenance_window ssm_maintenance_window_task elastictranscoder_pipeline medialive_channel sns_platform_application",
    ),
    "what it runs stops",
    APPLY_LATER,
  ),
  stops(
    aws(
      "api_gateway_rest_api api_gateway_stage api_gateway_deployment api_gateway_domain_name api_gateway_base_path_mapping api_gateway_method api_gateway_integration api_gateway_resource api_gateway_authorizer api_gateway_usage_plan api_gateway_api_key api_gateway_vpc_link apigatewayv2_api apigatewayv2_stage apigatewayv2_route apigatewayv2_integration apigatewayv2_domain_name apigatewayv2_api_mapping apigatewayv2_authorizer apigatewayv2_vpc_link appsync_graphql_api appsync_api appsync_resolver appsync_datasource appsync_domain_name cloudfront_distribution cloudfront_function cloudfront_origin_access_control cloudfront_vpc_origin cognito_user_pool_client cognito_user_pool_domain cognito_resource_server cognito_identity_provider service_discovery_service service_discovery_instance appmesh_virtual_service appmesh_virtual_node appmesh_route appmesh_mesh",
    ),
    "its callers are refused until its successor is ready, and its address may change",
    "Make the successor first, and move the callers.",
  ),
  stops(
    aws(
      "route53_record route53_zone_association route53_resolver_endpoint route53_resolver_rule route53_resolver_rule_association route53_traffic_policy_instance lightsail_domain_entry eip_domain_name route53_hosted_zone_dnssec route53domains_delegation_signer_record service_discovery_http_namespace",
    ),
    "the name stops answering",
    "Make sure that nobody uses the name; what resolvers have cached lasts as long as its TTL.",
  ),
  stops(
    aws(
      "acm_certificate acm_certificate_validation acmpca_certificate iam_signing_certificate cloudfront_public_key cloudfront_key_group key_pair lightsail_certificate",
    ),
    "what uses the certificate or key cannot prove who it is any more",
    "Let everything use the new one first.",
  ),
  stops(
    aws(
      "ses_domain_identity ses_email_identity sesv2_email_identity ses_domain_dkim ses_configuration_set sesv2_configuration_set ses_receipt_rule ses_receipt_rule_set sesv2_dedicated_ip_pool pinpointsmsvoicev2_phone_number connect_phone_number",
    ),
    "mail and messages are not sent or received any more",
    "Make sure that nothing sends with it.",
  ),
  stops(
    aws(
      "ssm_document ssm_association ssm_patch_baseline appconfig_application appconfig_environment appconfig_configuration_profile appconfig_deployment appconfig_hosted_configuration_version lambda_layer_version_permission cloudwatch_event_permission kms_alias kms_grant",
    ),
    "what refers to it fails",
    "Make sure that nothing refers to it.",
  ),
  stops(
    [
      ...PODS,
      "kubernetes_service_v1",
      "kubernetes_service",
      "kubernetes_cron_job_v1",
      "kubernetes_job_v1",
      "kubernetes_pod_v1",
      "kubernetes_replication_controller_v1",
      "kubernetes_endpoints_v1",
      "kubernetes_api_service_v1",
      "helm_release",
    ],
    "what it runs stops",
    APPLY_LATER,
  ),
  stops(
    [
      "kubernetes_config_map_v1",
      "kubernetes_config_map_v1_data",
      "kubernetes_storage_class_v1",
      "kubernetes_priority_class_v1",
      "kubernetes_csi_driver_v1",
    ],
    "pods that use it do not start any more",
    "Make sure that no pod names it.",
  ),
  stops(
    ["kubernetes_pod_disruption_budget_v1", "kubernetes_horizontal_pod_autoscaler_v2"],
    "an upgrade or a rush may take all of its pods away at once",
    "Keep it as long as the pods.",
  ),
  ...CLUSTERS,
];
