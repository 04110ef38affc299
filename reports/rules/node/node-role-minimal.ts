import { type Block, type Json, toList, type Values } from "../../synthesized";
import { forType, referring, resourcesOfType, targetsOf, when } from "../checks";
import { type Context, judged, type Rule } from "../rule";

const FOR_NODES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonEKS_CNI_Policy",
];

/** What Session Manager needs. The managed policy for it also reads every parameter of the account. */
const SESSION = /^(ssm:UpdateInstanceInformation|ssmmessages:(Create|Open)(Control|Data)Channel)$/;

/** Whether a policy of the role's own lets Session Manager in and does nothing else; one that cannot be read does not. */
function isForSessions({ values }: Block): boolean {
  try {
    const { Statement } = JSON.parse(String(values.policy)) as { Statement?: Json };
    const actions = toList(Statement).flatMap((statement) => toList((statement as Values)?.Action));
    return actions.length > 0 && actions.every((action) => SESSION.test(String(action)));
  } catch {
    return false;
  }
}

const isNodeRole = (block: Block, context: Context): boolean => {
  const groups = resourcesOfType(block, context, "aws_eks_node_group");
  return groups.some((group) => targetsOf(group.values.node_role_arn, group, context).includes(block));
};

export const nodeRoleMinimal: Rule = {
  id: "node-role-minimal",
  requirement:
    "Nodes may join the cluster, pull images, have addresses and be reached by Session Manager, nothing else.",
  why: "Every pod that reaches the node's role can do what the node can.",
  controls: { "cis-eks": ["5.1.3", "5.2.1"], "nist-800-53-r5": ["AC-6"] },
  fix: "Give the pod a role of its own through EKS Pod Identity, and Session Manager a policy instead of AmazonSSMManagedInstanceCore, which reads every parameter of the account.",
  severity: "medium",
  check: forType(
    "aws_iam_role",
    when(isNodeRole, (block, context) => {
      const attached = referring(block, "aws_iam_role_policy_attachment", context);
      const extra = [
        ...referring(block, "aws_iam_role_policy", context).filter((policy) => !isForSessions(policy)),
        ...attached.filter(({ values }) => !FOR_NODES.includes(String(values.policy_arn).split("/").at(-1) ?? "")),
      ][0];
      const shown = extra ?? attached[0] ?? block;
      return judged(
        !extra,
        `${shown.pointer}/policy${shown.values.policy_arn ? "_arn" : ""}`,
        shown.values.policy_arn ?? shown.values.policy,
      );
    }),
  ),
};
