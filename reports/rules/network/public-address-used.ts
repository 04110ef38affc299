import { forType, referring } from "../checks";
import { judged, type Rule } from "../rule";
import { isSet } from "../values";

const USERS = ["aws_nat_gateway", "aws_eip_association", "aws_lb"];

export const publicAddressUsed: Rule = {
  id: "public-address-used",
  requirement: "Every public address belongs to something.",
  why: "An address that nothing uses costs money, and its name may later point to a stranger.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  scanners: { checkov: ["CKV2_AWS_19"] },
  fix: "Remove the aws_eip, or use it in a NAT gateway or an association.",
  severity: "low",
  check: forType("aws_eip", (block, context) => {
    const user = USERS.flatMap((type) => referring(block, type, context))[0];
    return judged(
      user !== undefined || isSet(block.values.instance, block, context),
      user?.pointer ?? block.pointer,
      user?.address ?? block.values.instance,
    );
  }),
};
