import { forType, referring } from "../checks";
import { judged, type Rule } from "../rule";

export const subnetsInSeveralZones: Rule = {
  id: "subnets-in-several-zones",
  requirement: "A VPC has subnets in at least two zones.",
  why: "Everything would stop with one zone; EKS and RDS refuse it as well.",
  controls: { "nist-800-53-r5": ["CP-10", "SI-13(5)"] },
  setting: "network.zones",
  fix: "Give the subnets different values of `availability_zone`.",
  severity: "medium",
  check: forType("aws_vpc", (block, context) => {
    const zones = referring(block, "aws_subnet", context).map(({ values }) => values.availability_zone ?? "");
    return judged(new Set(zones).size > 1, block.pointer, [...new Set(zones)]);
  }),
};
