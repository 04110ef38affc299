import { forType } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const ingressOwnSecurityGroup: Rule = {
  id: "ingress-own-security-group",
  requirement: "A load balancer uses the security group of the network.",
  why: "One that the controller makes is open to everybody, and no review sees it.",
  controls: { "nist-800-53-r5": ["SC-7"] },
  fix: "Set the annotation security-groups.",
  severity: "medium",
  check: forType("kubernetes_ingress_v1", annotation("security-groups", isSet)),
};
