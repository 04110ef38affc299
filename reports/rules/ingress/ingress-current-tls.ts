import { annotationOf } from "../../built/pods";
import { attribute, byType, when } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { matches } from "../values";

const CURRENT = /TLS13-1-[23]/;

export const ingressCurrentTls: Rule = {
  id: "ingress-current-tls",
  requirement: "A load balancer with HTTPS accepts TLS 1.2 and later only.",
  why: "The default of the controller still accepts TLS 1.0.",
  controls: { fsbp: ["ELB.17"], "nist-800-53-r5": ["SC-8(1)", "SC-13"] },
  setting: "workloads.apps.<app>.ingress.certificateArn",
  fix: "Set ssl-policy, an annotation or `ssl_policy` of the listener, to a policy with TLS13 in its name.",
  severity: "high",
  check: byType({
    kubernetes_ingress_v1: when(
      (block) => annotationOf(block, "certificate-arn") !== undefined,
      annotation("ssl-policy", matches(CURRENT)),
    ),
    aws_lb_listener: when(({ values }) => values.protocol === "HTTPS", attribute("ssl_policy", matches(CURRENT))),
  }),
};
