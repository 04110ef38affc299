import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const clusterAccessByEntries: Rule = {
  id: "cluster-access-by-entries",
  requirement: "Access to the cluster is given by access entries alone.",
  why: "The aws-auth config map is edited inside the cluster, where no review sees it.",
  controls: { "cis-eks": ["4.1.7", "5.5.1"], "nist-800-53-r5": ["AC-2", "AC-3"] },
  fix: "Set `access_config.authentication_mode` to API.",
  severity: "medium",
  check: forType("aws_eks_cluster", attribute("access_config.authentication_mode", isOneOf("API"))),
};
