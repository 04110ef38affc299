import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const nodeGroupCurrentImage: Rule = {
  id: "node-group-current-image",
  requirement: "Nodes run an image that AWS still mends.",
  why: "Amazon Linux 2 images for EKS ended on 2025-11-26.",
  controls: { "nist-800-53-r5": ["SA-22", "SI-2"] },
  setting: "cluster.nodeGroups.<group>.amiType: AL2023_x86_64_STANDARD",
  fix: "Set `ami_type` to an AL2023 or Bottlerocket image.",
  severity: "medium",
  check: forType("aws_eks_node_group", attribute("ami_type", matches(/^(AL2023|BOTTLEROCKET)_/))),
};
