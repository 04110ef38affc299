import { aws, gone, type Row } from "../row";

const COVERED = "Make sure that another one covers the same resources.";
const WATCHED = "Make sure that somebody is told in another way.";
const KEEP = "Keep it as long as what it guards.";

/** What keeps data, keeps others out or keeps people informed. */
export const SAFEGUARDS: readonly Row[] = [
  gone(
    "data loss",
    aws(
      "backup_plan backup_selection dlm_lifecycle_policy efs_backup_policy db_instance_automated_backups_replication redshift_snapshot_schedule redshift_snapshot_schedule_association redshift_snapshot_copy",
    ),
    "nothing is backed up by it any more",
    "Make sure that another plan covers the same resources.",
  ),
  gone(
    "data loss",
    aws(
      "efs_replication_configuration s3_bucket_replication_configuration ecr_replication_configuration drs_replication_configuration_template s3tables_table_bucket_replication s3tables_table_replication",
    ),
    "what is written from now on is no longer copied elsewhere",
    COVERED,
  ),
  gone(
    "data loss",
    aws("s3_bucket_versioning"),
    "overwritten and deleted objects are gone at once",
    "Keep versions; let old ones expire instead.",
  ),
  gone(
    "data loss",
    aws("backup_vault_lock_configuration glacier_vault_lock s3_bucket_object_lock_configuration rbin_rule"),
    "what it kept from being deleted may be deleted",
    KEEP,
  ),
  gone(
    "data loss",
    aws("cloudtrail config_configuration_recorder config_delivery_channel config_retention_configuration"),
    "nobody records any more who did what in the account",
    "Auditors rely on it; keep it, or make its successor first.",
  ),
  gone(
    "exposure",
    aws(
      "guardduty_detector guardduty_organization_configuration securityhub_account macie2_account inspector2_enabler accessanalyzer_analyzer guardduty_detector_feature",
    ),
    "attacks and open doors are no longer noticed",
    "Keep it on in every region that is used.",
  ),
  gone(
    "exposure",
    aws(
      "wafv2_web_acl wafv2_web_acl_association wafv2_rule_group waf_web_acl waf_rule waf_rule_group wafregional_web_acl wafregional_web_acl_association wafregional_rule shield_protection shield_subscription networkfirewall_firewall networkfirewall_firewall_policy networkfirewall_rule_group route53_resolver_firewall_rule route53_resolver_firewall_rule_group route53_resolver_firewall_rule_group_association fms_policy",
    ),
    "requests that it refused are let in",
    KEEP,
  ),
  gone(
    "exposure",
    aws(
      "s3_account_public_access_block ec2_image_block_public_access ebs_snapshot_block_public_access vpc_block_public_access_options ec2_instance_metadata_defaults emr_block_public_access_configuration",
    ),
    "what it kept closed in the whole account may be opened",
    KEEP,
  ),
  gone(
    "exposure",
    aws("ebs_encryption_by_default ebs_default_kms_key"),
    "new volumes are not encrypted unless each one says so",
    KEEP,
  ),
  gone(
    "exposure",
    aws("organizations_policy organizations_policy_attachment organizations_delegated_administrator"),
    "what it forbade in the accounts is allowed",
    KEEP,
  ),
  gone("exposure", aws("iam_account_password_policy"), "weaker passwords are accepted", KEEP),
  gone(
    "exposure",
    aws("kms_key_policy"),
    "the key gets the default policy, by which the account's own policies decide",
    "Write the policy that is meant instead.",
  ),
  gone(
    "exposure",
    aws("s3_bucket_ownership_controls"),
    "objects may have owners and permissions of their own again",
    KEEP,
  ),
  gone(
    "monitoring",
    [
      ...aws(
        "cloudwatch_metric_alarm cloudwatch_composite_alarm cloudwatch_log_metric_filter cloudwatch_log_anomaly_detector cloudwatch_metric_stream synthetics_canary budgets_budget budgets_budget_action ce_anomaly_monitor ce_anomaly_subscription devopsguru_resource_collection internetmonitor_monitor route53_health_check rum_app_monitor config_config_rule config_conformance_pack codestarnotifications_notification_rule backup_vault_notifications db_event_subscription s3_bucket_metric prometheus_rule_group_namespace prometheus_alert_manager_definition",
      ),
      "kubernetes_prometheus_rule_v1",
    ],
    "nobody is told any more when what it watches goes wrong",
    WATCHED,
  ),
  gone(
    "monitoring",
    aws(
      "sns_topic_subscription ssmcontacts_contact ssmincidents_response_plan chatbot_slack_channel_configuration notificationscontacts_email_contact",
    ),
    "its receiver is no longer told anything",
    WATCHED,
  ),
  gone(
    "monitoring",
    aws("sns_topic"),
    "nobody is told any more what is published to it, and its subscriptions go",
    "Move the subscriptions and the publishers first.",
  ),
  gone(
    "monitoring",
    aws("cloudwatch_dashboard cloudwatch_query_definition cloudwatch_contributor_insight_rule"),
    "what people look at when something is wrong goes",
    "Make sure that another one shows the same.",
  ),
  gone(
    "monitoring",
    aws(
      "flow_log s3_bucket_logging cloudwatch_log_subscription_filter route53_query_log route53_resolver_query_log_config route53_resolver_query_log_config_association wafv2_web_acl_logging_configuration networkfirewall_logging_configuration rds_cluster_activity_stream cloudwatch_log_destination cloudwatch_log_delivery redshift_logging directory_service_log_subscription",
    ),
    "it is no longer logged",
    "Auditors rely on these logs; keep them.",
  ),
];
