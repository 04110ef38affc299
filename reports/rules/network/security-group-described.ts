import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const securityGroupDescribed: Rule = {
  id: "security-group-described",
  requirement: "A security group and each of its rules says what it is for.",
  why: "Nobody dares to close a port whose purpose is forgotten.",
  controls: { "nist-800-53-r5": ["CM-2", "CM-6"] },
  scanners: { checkov: ["CKV_AWS_23"], trivy: ["AVD-AWS-0099", "AVD-AWS-0124"] },
  fix: "Set `description`.",
  severity: "low",
  check: forType(
    ["aws_security_group", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
    attribute("description", (value) => typeof value === "string" && value !== "" && value !== "Managed by Terraform"),
  ),
};
