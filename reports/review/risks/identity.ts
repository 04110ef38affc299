import { isSame } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";
import { flatten, pairsAt } from "./settings/flat";

/** Types that say who somebody is or what they may do. */
const IDENTITIES =
  /^(aws_iam_|aws_eks_(access_|pod_identity_|identity_provider)|aws_elasticache_user|aws_memorydb_(user|acl)|aws_db_role|aws_rds_cluster_role|aws_ssoadmin_|aws_identitystore_group_membership|aws_lakeformation_(permissions|data_lake_settings|opt_in)|aws_ram_|aws_rolesanywhere_|aws_cognito_identity_pool_roles|aws_(lambda|cloudwatch_event|signer_signing_profile|acmpca)_permission$|aws_\w+_(policy|permissions_policy)$|aws_ami_launch_permission|aws_snapshot_create_volume_permission|aws_redshift_(cluster_iam_roles|data_share_authorization|endpoint_authorization)|aws_vpc_endpoint_service_allowed_principal|aws_opensearchserverless_access_policy|aws_verifiedpermissions_policy|aws_kms_grant|aws_s3control_access_grant|aws_quicksight_iam_policy_assignment|kubernetes_(service_account|role|cluster_role)(_binding)?(_v1)?$|google_\w*_iam_(member|binding|policy)$|azurerm_role_assignment|azuread_\w*(assignment|member|password|certificate|credential|policy))/;

/** Called like a policy of IAM, and about another thing. */
const NO_IDENTITY =
  /^aws_(ecr_lifecycle_policy|dlm_lifecycle_policy|autoscaling_policy|appautoscaling_policy|organizations_policy|efs_backup_policy|fms_policy|sqs_queue_redrive_(allow_)?policy|cloudfront_\w+_policy|\w*cookie_stickiness_policy|load_balancer_\w*policy|proxy_protocol_policy|lb_ssl_negotiation_policy|resiliencehub_resiliency_policy|route53_traffic_policy|networkfirewall_firewall_policy|cloudwatch_log_(account|index|data_protection)_policy|sns_topic_data_protection_policy|emr_managed_scaling_policy|batch_scheduling_policy|imagebuilder_lifecycle_policy|opensearchserverless_(lifecycle|security)_policy|config_organization_custom_policy_rule|iam_account_password_policy)$/;

/** Whether a type says who somebody is, or what they may do. */
export const isIdentity = (type: string): boolean => IDENTITIES.test(type) && !NO_IDENTITY.test(type);

const WHAT: Readonly<Record<string, string>> = {
  create: "somebody gets an identity or a permission",
  update: "an identity or a permission changes",
  replace: "an identity or a permission is made again; what uses it is refused in between",
  "create-forget": "somebody gets another identity or permission, and keeps the old one",
  delete: "somebody loses an identity or a permission",
};

/** Arguments of any type that say as whom it acts, or who may use it. */
export const ACTS_AS =
  /^(role|role_arn|execution_role_arn|task_role_arn|service_role|service_role_arn|iam_instance_profile|instance_profile|service_account_name|permissions_boundary|access_policies|resource_policy)$/;

const ADVICE = "Read who may do what to which resource, and whether that is the least that works.";

/** Changes of identities and permissions. */
export function identityRisks({ type, action, before, after }: ResourceChange): Risk[] {
  const what = WHAT[action];
  if (what && isIdentity(type)) return [{ group: "identity", what, advice: ADVICE }];
  if (!before || !after) return [];
  if (type === "aws_kms_key" && !isSame(valueAt(before, "policy"), valueAt(after, "policy")))
    return [{ group: "identity", what: "who may use the key changes", advice: ADVICE, attributes: ["policy"] }];
  const changed = [
    ...Object.keys(after).filter((key) => ACTS_AS.test(key) && !isSame(before[key], after[key])),
    ...(/^kubernetes_/.test(type) ? accountsOf(before, after) : []),
  ];
  return changed.length > 0
    ? [
        {
          group: "identity",
          what: "it acts as somebody else, or others may use it",
          advice: ADVICE,
          attributes: changed,
        },
      ]
    : [];
}

/** Where pods get another service account. */
function accountsOf(before: Values, after: Values): string[] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...now.keys()].filter((path) => path.endsWith(".service_account_name") && pairsAt(path, old, now).length > 0);
}
