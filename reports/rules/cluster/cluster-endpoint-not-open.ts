import { lookUp } from "../../built/look-up";
import { coverInternet } from "../../built/ranges";
import { toList } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const clusterEndpointNotOpen: Rule = {
  id: "cluster-endpoint-not-open",
  requirement: "The Kubernetes API does not answer everybody.",
  why: "Its authentication would be the only defence against every flaw found in it.",
  controls: { "cis-eks": ["5.4.1"], fsbp: ["EKS.1"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_38"], trivy: ["AVD-AWS-0041"] },
  waivable: false,
  setting: "cluster.publicAccessCidrs: []",
  fix: "Set `endpoint_public_access` to false, or list ranges in `public_access_cidrs`.",
  severity: "critical",
  check: forType("aws_eks_cluster", (block, context) =>
    lookUp(block, "vpc_config.endpoint_public_access").value === false
      ? attribute("vpc_config.endpoint_public_access", isNotTrue)(block, context)
      : attribute(
          "vpc_config.public_access_cidrs",
          (value) => toList(value).length > 0 && !coverInternet(toList(value).map(String)),
        )(block, context),
  ),
};
