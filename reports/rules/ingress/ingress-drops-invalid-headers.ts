import { attribute, byType } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";
import { isTrue, matches } from "../values";

export const ingressDropsInvalidHeaders: Rule = {
  id: "ingress-drops-invalid-headers",
  requirement: "A load balancer drops headers that are not valid HTTP.",
  why: "Such headers smuggle requests past it.",
  controls: { fsbp: ["ELB.4"], "nist-800-53-r5": ["SC-7"] },
  fix: "Add routing.http.drop_invalid_header_fields.enabled=true to the annotation load-balancer-attributes, or set `drop_invalid_header_fields`.",
  severity: "medium",
  check: byType({
    kubernetes_ingress_v1: annotation(
      "load-balancer-attributes",
      matches(/routing\.http\.drop_invalid_header_fields\.enabled=true/),
    ),
    aws_lb: attribute("drop_invalid_header_fields", isTrue),
  }),
};
