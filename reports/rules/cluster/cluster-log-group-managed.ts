import { toList } from "../../synthesized";
import { forType, resourcesOf } from "../checks";
import { judged, type Rule } from "../rule";

export const clusterLogGroupManaged: Rule = {
  id: "cluster-log-group-managed",
  requirement: "The log group of the control plane is made before the cluster.",
  why: "Otherwise EKS makes it, without encryption and kept for ever.",
  controls: { "cis-eks": ["2.1.2"], "nist-800-53-r5": ["AU-9", "AU-11"] },
  fix: "Add an aws_cloudwatch_log_group named /aws/eks/<cluster>/cluster and let the cluster depend on it.",
  severity: "medium",
  check: forType("aws_eks_cluster", (block, context) => {
    const wanted = `/aws/eks/${block.values.name}/cluster`;
    const group = resourcesOf(block, context).find(
      ({ type, values }) => type === "aws_cloudwatch_log_group" && values.name === wanted,
    );
    const isBefore = group !== undefined && toList(block.values.depends_on).includes(group.address);
    return judged(isBefore, `${block.pointer}/depends_on`, group?.address);
  }),
};
