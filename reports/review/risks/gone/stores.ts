import { valueAt } from "../../../synthesized";
import { aws, gone, type Row } from "../row";

const lost = (types: readonly string[], what: string, advice: string): Row => gone("data loss", types, what, advice);

const SNAPSHOT_FIRST =
  "Take a snapshot, restore it into the new database before the applications start, or change the attribute back.";

/** What holds data: what is lost with it, and what to do first. */
export const STORES: readonly Row[] = [
  lost(
    aws(
      "db_instance rds_cluster rds_shard_group docdb_cluster docdbelastic_cluster neptune_cluster neptunegraph_graph dsql_cluster redshift_cluster redshiftserverless_namespace dynamodb_table dynamodb_table_replica dynamodb_global_table keyspaces_keyspace keyspaces_table timestreamwrite_database timestreamwrite_table timestreaminfluxdb_db_instance timestreaminfluxdb_db_cluster qldb_ledger simpledb_domain lightsail_database finspace_kx_database finspace_kx_environment",
    ),
    "the database and everything in it are destroyed",
    SNAPSHOT_FIRST,
  ),
  lost(
    aws("rds_global_cluster docdb_global_cluster neptune_global_cluster elasticache_global_replication_group"),
    "the database is no longer copied to other regions",
    "Make sure that another copy exists where it is needed.",
  ),
  lost(
    aws("dynamodb_table_item s3_object s3_bucket_object s3_object_copy cloudfrontkeyvaluestore_key lightsail_disk"),
    "what is in it is destroyed",
    "Copy it first when it is nowhere else.",
  ),
  lost(
    aws("glue_catalog_database glue_catalog_table athena_database athena_data_catalog glue_registry glue_schema"),
    "the catalogue of the data is destroyed; queries no longer find it",
    "Export the definitions first.",
  ),
  lost(
    aws(
      "db_snapshot db_snapshot_copy db_cluster_snapshot rds_cluster_snapshot_copy docdb_cluster_snapshot neptune_cluster_snapshot memorydb_snapshot redshift_cluster_snapshot redshiftserverless_snapshot ebs_snapshot ebs_snapshot_copy ebs_snapshot_import fsx_backup fsx_openzfs_snapshot kinesisanalyticsv2_application_snapshot backup_vault backup_logically_air_gapped_vault",
    ),
    "backups are destroyed",
    "Copy what must be kept to another vault or account first.",
  ),
  lost(
    aws(
      "elasticache_replication_group elasticache_cluster elasticache_serverless_cache memorydb_cluster memorydb_multi_region_cluster dax_cluster",
    ),
    "the cache and everything in it are destroyed",
    "Expect cold caches and lost sessions; take a snapshot first when anything in it cannot be computed again.",
  ),
  lost(
    aws(
      "opensearch_domain elasticsearch_domain opensearchserverless_collection cloudsearch_domain kendra_index s3vectors_vector_bucket s3vectors_index bedrockagent_knowledge_base bedrockagentcore_memory qbusiness_application location_geofence_collection location_tracker rekognition_collection sagemaker_feature_group",
    ),
    "the index and every document in it are destroyed",
    "Take a snapshot first, or make sure that it can be filled again from its source.",
  ),
  lost(
    aws("msk_cluster msk_serverless_cluster kinesis_stream kinesis_video_stream mq_broker sqs_queue"),
    "what was sent and nobody has read yet is destroyed",
    "Stop the senders, let the readers finish, and only then apply.",
  ),
  lost(
    [
      ...aws(
        "ebs_volume efs_file_system fsx_lustre_file_system fsx_ontap_file_system fsx_ontap_storage_virtual_machine fsx_ontap_volume fsx_openzfs_file_system fsx_openzfs_volume fsx_windows_file_system fsx_file_cache finspace_kx_volume storagegateway_gateway storagegateway_cached_iscsi_volume storagegateway_stored_iscsi_volume",
      ),
      "kubernetes_persistent_volume_v1",
      "kubernetes_persistent_volume",
    ],
    "the volume and everything on it are destroyed",
    "Take a snapshot first.",
  ),
  lost(
    ["kubernetes_persistent_volume_claim_v1", "kubernetes_persistent_volume_claim"],
    "the claim goes, and its volume with it unless its class retains",
    "Take a snapshot of the volume first.",
  ),
  lost(
    ["kubernetes_namespace_v1", "kubernetes_namespace"],
    "everything in the namespace is destroyed, claims too",
    "List what is in it first: `kubectl get all,pvc -n <namespace>`.",
  ),
  lost(
    ["kubernetes_custom_resource_definition_v1"],
    "every object of this kind is destroyed, in all namespaces",
    "Export the objects first.",
  ),
  lost(
    aws(
      "s3_bucket s3_directory_bucket s3control_bucket s3tables_table_bucket s3tables_namespace s3tables_table glacier_vault lightsail_bucket media_store_container",
    ),
    "the bucket and every object in it are destroyed",
    "Copy what must be kept; the bucket that keeps the state must never go.",
  ),
  lost(
    aws(
      "kms_key kms_external_key kms_replica_key kms_replica_external_key kms_custom_key_store cloudhsm_v2_cluster cloudhsm_v2_hsm paymentcryptography_key",
    ),
    "what the key encrypts can never be read again once its waiting time is over",
    "Make sure that nothing is encrypted with it; until the waiting time is over aws kms cancel-key-deletion brings it back.",
  ),
  lost(
    aws("acmpca_certificate_authority iot_ca_certificate"),
    "no certificate of this authority can be renewed any more",
    "Make sure that nothing uses its certificates.",
  ),
  lost(
    aws(
      "ecr_repository ecrpublic_repository codeartifact_repository codeartifact_domain lambda_layer_version ami ami_copy ami_from_instance imagebuilder_image sagemaker_model_package_group signer_signing_profile",
    ),
    "the repository and every image in it are destroyed",
    "Pods cannot be started again from images that are gone; copy them first.",
  ),
  lost(
    aws("codecommit_repository codecatalyst_source_repository codecatalyst_project"),
    "the repository and its history are destroyed",
    "Clone it with all branches first.",
  ),
  lost(
    [
      ...aws("secretsmanager_secret secretsmanager_secret_version ssm_parameter iam_server_certificate"),
      "kubernetes_secret_v1",
      "kubernetes_secret",
    ],
    "the secret is destroyed",
    "Make sure that nothing reads it any more.",
  ),
  lost(
    aws(
      "cloudwatch_log_group cloudwatch_log_stream cloudtrail_event_data_store securitylake_data_lake detective_graph xray_group prometheus_workspace",
    ),
    "every log in it is destroyed",
    "Export what auditors may ask for first.",
  ),
  lost(
    aws(
      "cognito_user_pool cognito_identity_pool cognito_user cognito_user_group directory_service_directory identitystore_user identitystore_group verifiedpermissions_policy_store",
    ),
    "the users in it are destroyed, with their passwords and groups; nobody can export a password",
    "Move the users first, or keep it: a new one starts empty, under another id.",
  ),
  lost(
    aws("route53_zone lightsail_domain service_discovery_public_dns_namespace service_discovery_private_dns_namespace"),
    "the zone and its records are destroyed; a new one has other name servers",
    "Export the records, and lower the TTL of the delegation first.",
  ),
  lost(
    aws("route53domains_registered_domain route53domains_domain"),
    "the domain is given up, and anybody may register it",
    "Transfer it instead.",
  ),
  lost(
    aws("organizations_account organizations_organization"),
    "the account is closed or leaves, with everything in it",
    "Move what must stay to another account first.",
  ),
  lost(
    aws(
      "cloudformation_stack cloudformation_stack_set cloudformation_stack_set_instance cloudformation_stack_instances cloudcontrolapi_resource serverlessapplicationrepository_cloudformation_stack servicecatalog_provisioned_product elastic_beanstalk_environment elastic_beanstalk_application",
    ),
    "everything that it made is destroyed",
    "List what it made, and what of it holds data.",
  ),
  lost(
    aws(
      "emr_cluster lightsail_instance workspaces_workspace workspaces_directory cloud9_environment_ec2 sagemaker_notebook_instance sagemaker_domain sagemaker_user_profile sagemaker_space sagemaker_mlflow_tracking_server mwaa_environment grafana_workspace quicksight_analysis quicksight_dashboard quicksight_data_set quicksight_folder quicksight_account_subscription connect_instance pinpoint_app customerprofiles_domain datazone_domain dataexchange_data_set cleanrooms_membership finspace_kx_cluster codecatalyst_dev_environment devicefarm_project transfer_web_app",
    ),
    "what people made and keep in it is destroyed",
    "Export what must be kept first.",
  ),
  gone(
    "data loss",
    aws("instance spot_instance_request"),
    "its root volume goes, and what is only there",
    "Make sure that what must stay is on another volume, or take a snapshot first.",
    {
      when: ({ before }) => {
        const root = valueAt(before, "root_block_device.delete_on_termination");
        return root !== false;
      },
    },
  ),
];
