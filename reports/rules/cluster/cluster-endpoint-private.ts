import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf, isTrue } from "../values";

export const clusterEndpointPrivate: Rule = {
  id: "cluster-endpoint-private",
  requirement: "The Kubernetes API is reached from inside the VPC only.",
  why: "What cannot be reached cannot be attacked.",
  controls: { "cis-eks": ["5.4.2"], fsbp: ["EKS.1"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_39"], trivy: ["AVD-AWS-0040"] },
  setting: "cluster.publicAccessCidrs: []",
  fix: "Set `endpoint_private_access` to true and `endpoint_public_access` to false.",
  severity: "high",
  check: forType(
    "aws_eks_cluster",
    all(
      attribute("vpc_config.endpoint_public_access", isOneOf(false)),
      attribute("vpc_config.endpoint_private_access", isTrue),
    ),
  ),
};
