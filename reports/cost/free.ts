import type { Resource } from "../resource";
import { block } from "../resource";

const SETTING = "a setting of something else";
const PERMISSION = "permissions cost nothing";
const ROUTING = "addresses and routes inside a VPC cost nothing";
const ON_NODES = "runs on nodes that are priced";

/** Types of resources that cost nothing themselves, and why. A type that is neither here nor priced is listed as unknown. */
const FREE: Readonly<Record<string, string>> = {
  aws_acm_certificate: "public certificates cost nothing",
  aws_acm_certificate_validation: SETTING,
  aws_backup_selection: SETTING,
  aws_backup_vault: "paid by what it holds, which the backup plan says",
  aws_budgets_budget: "budgets without actions cost nothing",
  aws_db_parameter_group: SETTING,
  aws_db_subnet_group: SETTING,
  aws_default_security_group: SETTING,
  aws_ecr_lifecycle_policy: SETTING,
  aws_ecr_registry_scanning_configuration: "basic scanning costs nothing",
  aws_ecr_repository_policy: PERMISSION,
  aws_eip_association: SETTING,
  aws_eks_access_entry: PERMISSION,
  aws_eks_access_policy_association: PERMISSION,
  aws_eks_addon: "add-ons of AWS and of the community cost nothing besides the nodes",
  aws_eks_pod_identity_association: PERMISSION,
  aws_elasticache_parameter_group: SETTING,
  aws_elasticache_subnet_group: SETTING,
  aws_elasticache_user: PERMISSION,
  aws_elasticache_user_group: PERMISSION,
  aws_flow_log: "paid by its log group",
  aws_iam_instance_profile: PERMISSION,
  aws_iam_openid_connect_provider: PERMISSION,
  aws_iam_policy: PERMISSION,
  aws_iam_role: PERMISSION,
  aws_iam_role_policy: PERMISSION,
  aws_iam_role_policy_attachment: PERMISSION,
  aws_internet_gateway: ROUTING,
  aws_kms_alias: SETTING,
  aws_launch_template: "paid by the nodes made from it",
  aws_route: ROUTING,
  aws_route_table: ROUTING,
  aws_route_table_association: ROUTING,
  aws_route53_record: "queries of alias records cost nothing",
  aws_s3_bucket_lifecycle_configuration: SETTING,
  aws_s3_bucket_ownership_controls: SETTING,
  aws_s3_bucket_policy: PERMISSION,
  aws_s3_bucket_public_access_block: SETTING,
  aws_s3_bucket_server_side_encryption_configuration: SETTING,
  aws_s3_bucket_versioning: SETTING,
  aws_security_group: SETTING,
  aws_sns_topic: "e-mail costs nothing below a thousand messages a month",
  aws_sns_topic_policy: PERMISSION,
  aws_sns_topic_subscription: SETTING,
  aws_ssm_association: "State Manager costs nothing on EC2 instances",
  aws_ssm_document: SETTING,
  aws_subnet: ROUTING,
  aws_volume_attachment: SETTING,
  aws_vpc: ROUTING,
  aws_vpc_security_group_egress_rule: SETTING,
  aws_vpc_security_group_ingress_rule: SETTING,
  kubernetes_config_map_v1: ON_NODES,
  kubernetes_cron_job_v1: ON_NODES,
  kubernetes_daemon_set_v1: ON_NODES,
  kubernetes_deployment_v1: ON_NODES,
  kubernetes_horizontal_pod_autoscaler_v2: ON_NODES,
  kubernetes_job_v1: ON_NODES,
  kubernetes_limit_range_v1: ON_NODES,
  kubernetes_namespace_v1: ON_NODES,
  kubernetes_network_policy_v1: ON_NODES,
  kubernetes_pod_disruption_budget_v1: ON_NODES,
  kubernetes_resource_quota_v1: ON_NODES,
  kubernetes_role_binding_v1: ON_NODES,
  kubernetes_role_v1: ON_NODES,
  kubernetes_cluster_role_binding_v1: ON_NODES,
  kubernetes_cluster_role_v1: ON_NODES,
  kubernetes_service_account_v1: ON_NODES,
  kubernetes_service_v1: ON_NODES,
  kubernetes_storage_class_v1: "paid by the volumes made from it",
};

/** Why a resource costs nothing, or undefined when nobody has said so. A service of type LoadBalancer costs something. */
export function whyFree({ type, values }: Resource): string | undefined {
  if (type === "kubernetes_service_v1" && block(values, "spec").type === "LoadBalancer") return undefined;
  return FREE[type];
}
