import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { includesAll } from "../values";

export const clusterLogsEverything: Rule = {
  id: "cluster-logs-everything",
  requirement: "The control plane writes all five logs.",
  why: "Who did what in the cluster could not be found out.",
  controls: { "cis-eks": ["2.1.1"], fsbp: ["EKS.8"], "nist-800-53-r5": ["AU-2", "AU-12"] },
  scanners: { checkov: ["CKV_AWS_37"], trivy: ["AVD-AWS-0038"] },
  fix: "List api, audit, authenticator, controllerManager and scheduler in `enabled_cluster_log_types`.",
  severity: "medium",
  check: forType(
    "aws_eks_cluster",
    attribute(
      "enabled_cluster_log_types",
      includesAll("api", "audit", "authenticator", "controllerManager", "scheduler"),
    ),
  ),
};
