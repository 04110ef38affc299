import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { includesAll, isSet } from "../values";

export const clusterSecretsEncrypted: Rule = {
  id: "cluster-secrets-encrypted",
  requirement: "Kubernetes secrets are encrypted with a customer managed key.",
  why: "A copy of the cluster's database would show them.",
  controls: { "cis-eks": ["5.3.1"], fsbp: ["EKS.3"], "nist-800-53-r5": ["SC-28", "SC-28(1)"] },
  scanners: { checkov: ["CKV_AWS_58"], trivy: ["AVD-AWS-0039"] },
  fix: 'Set `encryption_config` with resources ["secrets"] and a key; it cannot be taken back.',
  severity: "high",
  check: forType(
    "aws_eks_cluster",
    all(
      attribute("encryption_config.resources", includesAll("secrets")),
      attribute("encryption_config.provider.key_arn", isSet),
    ),
  ),
};
