import { isSupported } from "../../built/support";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const nodeVersionSupported: Rule = {
  id: "node-version-supported",
  requirement: "Nodes run a version of Kubernetes in standard support.",
  why: "A kubelet that is too old is refused by the control plane and no longer mended.",
  controls: { "nist-800-53-r5": ["SA-22", "SI-2"] },
  setting: 'cluster.version: "1.35"',
  fix: "Set `version` to the cluster's.",
  severity: "medium",
  check: forType(
    "aws_eks_node_group",
    attribute("version", (value, _, { support, date }) => isSupported(support.kubernetes, String(value), date)),
  ),
};
