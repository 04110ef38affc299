import { lastOf } from "../paths";

/** Arguments whose names sound like it, and that neither protect nor open anything. */
const UNTELLING: ReadonlySet<string> = new Set(
  `allow_users_to_change_password allow_version_upgrade allow_unassociated_targets allow_reassociation allow_single_column
  allow_cookies allow_multiple_values allow_interrupt allow_non_restored_state allow_self_transition share_tag_options
  detect_sentiment delete_lambda skip_deletion_check confirm_remove_self_resource_access
  disable_email_notification invitation_disable_email_notification disable_rollback disable_scale_in disable_dynamic_scaling
  disable_value_trimming disable_glue_table_creation publicly_resolvable connectivity_type preserve_host_header
  preserve_client_ip preserve_nulls copy_tags_to_backups revoke_rules_on_delete dedicated_log_volume rotate_immediately
  pause_replication_tasks allowed_oauth_flows_user_pool_client require_hibernate_support force_delete_warm_pool
  allow_remote_vpc_dns_resolution ipv6_allowed_for_dual_stack bucket_key_enabled use_cognito_provided_values
  clean_expired_files scan_all enforce_consumer_deletion finding_publishing_frequency deregister_on_destroy
  apply_on_transformed_logs snapshot_without_reboot expired_object_delete_marker exclude_verbose_content ignore_deletion_error
  detect_and_copy_new_topics suppressed_reasons delivery_frequency unused_access_age`.split(/\s+/),
);

/** Types in which other things are called by these words: dialogues, pictures of data, recipes, formats. */
const OTHER_WORDS =
  /^(aws_(lex\w*|quicksight_(analysis|dashboard|template|theme)|medialive\w*|mediaconvert\w*|appflow_flow|dms_s3_endpoint|kendra_\w+|cloudwatch_log_transformer|route53_record\w*|paymentcryptography_key|cloudfront_cache_policy|cloudfront_origin_request_policy|glue_(catalog_table|classifier|partition)|athena_prepared_statement|iot_topic_rule|appmesh_\w+route|vpclattice_listener_rule|servicequotas_\w+)$)/;

/** Whether a type calls other things by these words. */
export const saysOtherwise = (type: string): boolean => OTHER_WORDS.test(type);

/** Whether the name of an argument sounds like what it is not. */
export const isUntelling = (path: string): boolean => UNTELLING.has(lastOf(path)) || /(^|\.)wait_\w+$/.test(path);
