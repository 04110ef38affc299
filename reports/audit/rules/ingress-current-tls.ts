import { forType, when } from "../checks";
import { annotation, annotationOf } from "../pods";
import type { Rule } from "../rule";
import { matches } from "../values";

export const ingressCurrentTls: Rule = {
  id: "ingress-current-tls",
  requirement: "A load balancer with HTTPS accepts TLS 1.2 and later only.",
  why: "The default of the controller still accepts TLS 1.0.",
  controls: { fsbp: ["ELB.17"], "nist-800-53-r5": ["SC-8(1)", "SC-13"] },
  fix: "Set the annotation ssl-policy to a policy with TLS13 in its name.",
  check: forType(
    "kubernetes_ingress_v1",
    when(
      (block) => annotationOf(block, "certificate-arn") !== undefined,
      annotation("ssl-policy", matches(/TLS13-1-[23]/)),
    ),
  ),
};
