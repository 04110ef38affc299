import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const vpcFlowLogged: Rule = {
  id: "vpc-flow-logged",
  requirement: "Every connection in a VPC, accepted or refused, is logged.",
  why: "Nobody could say afterwards who talked to whom.",
  controls: { "cis-aws": ["3.7"], fsbp: ["EC2.6"], "nist-800-53-r5": ["AU-2", "AU-12", "SI-4"] },
  scanners: { checkov: ["CKV2_AWS_11"], trivy: ["AVD-AWS-0178"] },
  fix: "Add an aws_flow_log with traffic_type ALL.",
  severity: "medium",
  check: forType("aws_vpc", companion("aws_flow_log", "vpc_id", attribute("traffic_type", isOneOf("ALL")))),
};
