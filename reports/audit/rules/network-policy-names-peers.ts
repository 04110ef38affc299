import { toGroup, toList } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

export const networkPolicyNamesPeers: Rule = {
  id: "network-policy-names-peers",
  requirement: "A network policy does not admit everybody to every port.",
  why: "Such a rule undoes all others.",
  controls: { "cis-eks": ["5.4.4"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  fix: "Set `from` or `ports` in every rule of `spec.ingress`.",
  check: forType(
    "kubernetes_network_policy_v1",
    each("spec.ingress", (rule) => toList(toGroup(rule).from).length > 0 || toList(toGroup(rule).ports).length > 0),
  ),
};
