/**
 * Types that rules are about and no stack makes yet. Their faults are planted in small blocks put into a copy of the real
 * output. The tests fail when a type of this list is made: remove it here, and its faults are planted in the real blocks.
 */
export const FUTURE: readonly string[] = [
  "aws_budgets_budget",
  "aws_cloudwatch_metric_alarm",
  "aws_ebs_volume",
  "aws_ecr_repository",
  "aws_ecr_repository_policy",
  "aws_instance",
  "aws_secretsmanager_secret",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "helm_release",
  "kubernetes_deployment_v1",
  "kubernetes_ingress_v1",
  "kubernetes_namespace_v1",
  "kubernetes_network_policy_v1",
  "kubernetes_persistent_volume_claim_v1",
  "kubernetes_service_account_v1",
  "kubernetes_service_v1",
  "kubernetes_storage_class_v1",
  "provider.kubernetes",
];
