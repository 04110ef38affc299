import { isSupported } from "../../built/support";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const clusterVersionSupported: Rule = {
  id: "cluster-version-supported",
  requirement: "The cluster's version of Kubernetes is in standard support.",
  why: "Flaws are no longer mended, or an hour costs six times as much.",
  controls: { fsbp: ["EKS.2"], "nist-800-53-r5": ["SA-22", "SI-2"] },
  scanners: { checkov: ["CKV_AWS_339"] },
  setting: 'cluster.version: "1.35"',
  fix: "Upgrade `version` by one minor version at a time.",
  severity: "high",
  check: forType(
    "aws_eks_cluster",
    attribute("version", (value, _, { support, date }) => isSupported(support.kubernetes, String(value), date)),
  ),
};
