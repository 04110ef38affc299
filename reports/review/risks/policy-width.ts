import { statementsOf } from "../../built/policies";
import { tooWide, widened } from "../../built/policy-width";
import { isSame } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { entryOf, valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** Where resources keep a policy. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  ...Object.fromEntries(
    [
      "aws_iam_policy",
      "aws_iam_role_policy",
      "aws_iam_user_policy",
      "aws_iam_group_policy",
      "aws_s3_bucket_policy",
      "aws_kms_key",
      "aws_kms_key_policy",
      "aws_ecr_repository_policy",
      "aws_sns_topic_policy",
      "aws_sqs_queue_policy",
      "aws_secretsmanager_secret_policy",
      "aws_backup_vault_policy",
      "aws_vpc_endpoint",
    ].map((type) => [type, "policy"]),
  ),
};

/** Policies that AWS wrote and that allow nearly everything. */
const ADMINISTRATORS = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$|ClusterAdminPolicy$/;

const ADVICE = "Name the actions, the resources and who may; compare the statements one by one.";

/** Whether a policy allows more than before, or a new one everything or everybody. */
export function policyRisks(change: ResourceChange): Risk[] {
  const { type, before, after } = change;
  const path = entryOf(POLICIES, type);
  const [old, now] = [path ? valueAt(before, path) : undefined, path ? valueAt(after, path) : undefined];
  if (!path || !after || now === UNKNOWN || isSame(old, now)) return attachmentRisks(change);
  const what = before ? widened(statementsOf(old), statementsOf(now)) : tooWide(statementsOf(now) ?? []);
  return what ? [{ group: "exposure", ...what, advice: ADVICE, attributes: [path] }] : [];
}

function attachmentRisks({ type, before, after }: ResourceChange): Risk[] {
  const arn = String(valueAt(after, "policy_arn") ?? "");
  const isAttachment = type.endsWith("_policy_attachment") || (type === "aws_eks_access_policy_association" && before);
  if (!isAttachment || !ADMINISTRATORS.test(arn) || valueAt(before, "policy_arn") === arn) return [];
  return [
    {
      group: "exposure",
      what: "it may do nearly everything",
      advice: ADVICE,
      attributes: ["policy_arn", "role", "principal_arn"],
    },
  ];
}
