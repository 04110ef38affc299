import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const subnetNoPublicAddress: Rule = {
  id: "subnet-no-public-address",
  requirement: "Subnets give nothing a public address by itself.",
  why: "An instance that is started there would be on the internet without anybody having said so.",
  controls: { fsbp: ["EC2.15"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_130"], trivy: ["AVD-AWS-0164"] },
  fix: "Set `map_public_ip_on_launch` to false.",
  severity: "high",
  check: forType("aws_subnet", attribute("map_public_ip_on_launch", isNotTrue)),
};
