import { lookUp } from "../../built/look-up";
import type { Block, Json } from "../../synthesized";
import { forType, targetsOf, when } from "../checks";
import { type Context, judged, type Rule } from "../rule";

export const clusterAdminIsAPerson: Rule = {
  id: "cluster-admin-is-a-person",
  requirement:
    "No role that is made here administers the whole cluster, but one that a reviewed workflow deploys with.",
  why: "Pipelines and pods need a few namespaces; as administrators they are the way in.",
  controls: { "cis-eks": ["4.1.1"], "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  setting: "cluster.admins",
  fix: "Give the role AmazonEKSEditPolicy with an access_scope of type namespace.",
  severity: "high",
  check: forType(
    "aws_eks_access_policy_association",
    when(
      ({ values }) => /ClusterAdminPolicy|EKSAdminPolicy/.test(String(values.policy_arn)),
      (block, context) => {
        const entries = targetsOf(block.values.principal_arn, block, context);
        const principals = [block, ...entries].map(({ values }) => values.principal_arn);
        const isMadeHere = principals.some((arn) => isRoleHere(arn, block, context));
        return judged(
          !isMadeHere || lookUp(block, "access_scope.type").value === "namespace",
          `${block.pointer}/principal_arn`,
          principals.at(-1),
        );
      },
    ),
  ),
};

/** Whether a principal is a role of this environment, by a reference or by its name in an ARN. */
function isRoleHere(arn: Json | undefined, block: Block, context: Context): boolean {
  if (targetsOf(arn, block, context).some(({ type }) => type === "aws_iam_role")) return true;
  const [, name] = /^arn:[^:]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(String(arn)) ?? [];
  const resources = context.environment.stacks.flatMap((stack) => stack.resources);
  return (
    name !== undefined &&
    resources.some(({ type, values }) => type === "aws_iam_role" && values.name === name && !isForReviewed(values))
  );
}

/** Whether a role trusts nobody but the jobs of one GitHub environment, where people approve what it does. */
function isForReviewed({ assume_role_policy: trust }: Block["values"]): boolean {
  const actions = String(trust).match(/"sts:\w+"/g) ?? [];
  return (
    actions.length > 0 &&
    actions.every((action) => action === '"sts:AssumeRoleWithWebIdentity"') &&
    /:sub":"repo:[^"*?]+:environment:[^"*?]+"/.test(String(trust))
  );
}
