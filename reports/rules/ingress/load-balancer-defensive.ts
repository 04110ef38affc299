import { attribute, byType } from "../checks";
import { annotation } from "../pods";
import type { Rule } from "../rule";

export const loadBalancerDefensive: Rule = {
  id: "load-balancer-defensive",
  requirement: "A load balancer answers requests that two servers may read differently by closing the connection.",
  why: "A request that is smuggled in behind another one is answered with somebody else's data.",
  controls: { fsbp: ["ELB.12"], "nist-800-53-r5": ["SC-7"] },
  scanners: { checkov: ["CKV_AWS_328"] },
  fix: "Leave out `desync_mitigation_mode`, which is defensive, or set it to strictest.",
  severity: "medium",
  check: byType({
    aws_lb: attribute("desync_mitigation_mode", (value) =>
      [undefined, "defensive", "strictest"].includes(value as never),
    ),
    kubernetes_ingress_v1: annotation(
      "load-balancer-attributes",
      (value) => !/desync_mitigation_mode=(?!defensive|strictest)/.test(String(value ?? "")),
    ),
  }),
};
