import { attribute, byType } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { isTrue, matches } from "../values";

export const loadBalancerLogged: Rule = {
  id: "load-balancer-logged",
  requirement: "A load balancer logs every request.",
  why: "Nobody could say afterwards who asked for what, or from where an attack came.",
  controls: { fsbp: ["ELB.5"], "nist-800-53-r5": ["AU-2", "AU-12"] },
  scanners: { checkov: ["CKV_AWS_91"] },
  fix: "Set `access_logs`, or access_logs.s3.enabled=true in the annotation `load-balancer-attributes`.",
  severity: "medium",
  check: byType({
    aws_lb: attribute("access_logs.enabled", isTrue),
    kubernetes_ingress_v1: annotation("load-balancer-attributes", matches(/access_logs\.s3\.enabled=true/)),
  }),
};
