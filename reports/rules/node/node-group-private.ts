import { forType } from "../checks";
import { inPrivateSubnets } from "../private-subnets";
import type { Rule } from "../rule";

export const nodeGroupPrivate: Rule = {
  id: "node-group-private",
  requirement: "Nodes are in private subnets.",
  why: "A node with a public address is one open port away from the internet.",
  controls: { "cis-eks": ["5.4.3"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  fix: "Use the subnets of the output `private_subnet_ids`.",
  severity: "high",
  check: forType("aws_eks_node_group", inPrivateSubnets("subnet_ids")),
};
