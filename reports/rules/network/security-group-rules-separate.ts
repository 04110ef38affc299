import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const securityGroupRulesSeparate: Rule = {
  id: "security-group-rules-separate",
  requirement: "The rules of a security group are resources of their own.",
  why: "Rules inside the group and beside it undo each other at every deploy, and a review misses one of them.",
  controls: { "nist-800-53-r5": ["CM-2"] },
  fix: "Move `ingress` and `egress` into aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule.",
  severity: "medium",
  check: forType("aws_security_group", all(attribute("ingress", isAbsent), attribute("egress", isAbsent))),
};
