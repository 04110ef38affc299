import { attribute, byType } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { isTrue, matches } from "../values";

export const loadBalancerProtected: Rule = {
  id: "load-balancer-protected",
  requirement: "A load balancer is protected from deletion.",
  why: "A new one has another name and address, and whoever came the old way finds nothing.",
  controls: { fsbp: ["ELB.6"], "nist-800-53-r5": ["CP-10"] },
  scanners: { checkov: ["CKV_AWS_150"] },
  setting: "deletionProtection: true",
  fix: "Set `enable_deletion_protection`, or deletion_protection.enabled=true in the annotation `load-balancer-attributes`.",
  severity: "medium",
  check: byType({
    aws_lb: attribute("enable_deletion_protection", isTrue),
    kubernetes_ingress_v1: annotation("load-balancer-attributes", matches(/deletion_protection\.enabled=true/)),
  }),
};
