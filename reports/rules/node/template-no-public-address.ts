import { toGroup } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const templateNoPublicAddress: Rule = {
  id: "template-no-public-address",
  requirement: "Launch templates give no public address.",
  why: "Nodes would be on the internet whatever their subnet says.",
  controls: { fsbp: ["EC2.25"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_88"], trivy: ["AVD-AWS-0009"] },
  fix: "Leave out `associate_public_ip_address` in `network_interfaces`.",
  severity: "high",
  check: forType(
    "aws_launch_template",
    each("network_interfaces", (card, block, context) =>
      isNotTrue(toGroup(card).associate_public_ip_address, block, context),
    ),
  ),
};
