import { toList } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const loadBalancerSeveralZones: Rule = {
  id: "load-balancer-several-zones",
  requirement: "A load balancer stands in two zones at least.",
  why: "With one zone everything behind it would be gone.",
  controls: { fsbp: ["ELB.13"], "nist-800-53-r5": ["CP-10", "SC-5(2)"] },
  setting: "network.zones",
  fix: "Give `subnets` one subnet of each zone.",
  severity: "medium",
  check: forType(
    "aws_lb",
    attribute(
      "subnets",
      (value) => toList(value).length > 1 || /^\$\{data\.terraform_remote_state\./.test(String(value)),
    ),
  ),
};
