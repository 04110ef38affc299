import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const clusterCreatorNotAdmin: Rule = {
  id: "cluster-creator-not-admin",
  requirement: "Whoever creates the cluster does not become its administrator.",
  why: "The pipeline's role would stay an administrator that no list shows.",
  controls: { "cis-eks": ["4.1.1"], "nist-800-53-r5": ["AC-6"] },
  fix: "Set `access_config.bootstrap_cluster_creator_admin_permissions` to false and name the administrators.",
  severity: "high",
  check: forType(
    "aws_eks_cluster",
    attribute("access_config.bootstrap_cluster_creator_admin_permissions", isOneOf(false)),
  ),
};
