import { all, attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const defaultSecurityGroupClosed: Rule = {
  id: "default-security-group-closed",
  requirement: "The default security group admits nothing and lets nothing out.",
  why: "Whatever is started without a security group lands in it.",
  controls: { "cis-aws": ["5.4"], fsbp: ["EC2.2"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  scanners: { checkov: ["CKV2_AWS_12"], trivy: ["AVD-AWS-0173"] },
  fix: "Add an aws_default_security_group without rules to the VPC.",
  severity: "high",
  check: forType(
    "aws_vpc",
    companion(
      "aws_default_security_group",
      "vpc_id",
      all(attribute("ingress", isAbsent), attribute("egress", isAbsent)),
    ),
  ),
};
