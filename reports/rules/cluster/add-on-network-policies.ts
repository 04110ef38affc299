import { ENFORCES_POLICIES } from "../../built/pods";
import { attribute, forType, when } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const addOnNetworkPolicies: Rule = {
  id: "add-on-network-policies",
  requirement: "The network add-on enforces network policies.",
  why: "Without it Kubernetes accepts them and nothing happens.",
  controls: { "cis-eks": ["4.3.1", "5.4.4"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  fix: 'Set enableNetworkPolicy to "true" in `configuration_values` of vpc-cni.',
  severity: "high",
  check: forType(
    "aws_eks_addon",
    when(
      ({ values }) => values.addon_name === "vpc-cni",
      attribute("configuration_values", matches(ENFORCES_POLICIES)),
    ),
  ),
};
