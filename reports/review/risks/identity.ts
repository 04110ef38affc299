import { isSame } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** Types that say who somebody is or what they may do. */
const IDENTITIES =
  /^(aws_iam_|aws_eks_(access_|pod_identity_)|aws_elasticache_user|aws_db_role|aws_(s3_bucket|ecr_repository|sns_topic|sqs_queue|secretsmanager_secret|backup_vault)_policy$|kubernetes_(service_account|role|cluster_role)(_binding)?(_v1)?$)/;

const WHAT: Readonly<Record<string, string>> = {
  create: "somebody gets an identity or a permission",
  update: "an identity or a permission changes",
  replace: "an identity or a permission is made again; what uses it is refused in between",
  delete: "somebody loses an identity or a permission",
};

/** Changes of identities and permissions. */
export function identityRisks({ type, action, before, after }: ResourceChange): Risk[] {
  const what = WHAT[action];
  const isKeyPolicy =
    type === "aws_kms_key" && before && after && !isSame(valueAt(before, "policy"), valueAt(after, "policy"));
  if (isKeyPolicy)
    return [{ group: "identity", what: "who may use the key changes", advice: ADVICE, attributes: ["policy"] }];
  return what && IDENTITIES.test(type) ? [{ group: "identity", what, advice: ADVICE, attributes: SHOWN }] : [];
}

const ADVICE = "Read who may do what to which resource, and whether that is the least that works.";
const SHOWN = [
  "policy",
  "policy_arn",
  "assume_role_policy",
  "role",
  "role_arn",
  "principal_arn",
  "name",
  "namespace",
  "service_account",
  "access_scope",
  "access_string",
  "authentication_mode",
  "user_ids",
  "metadata",
  "rule",
  "subject",
  "role_ref",
];
