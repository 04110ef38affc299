import { argumentValue, forType, referring } from "../checks";
import { judged, type Rule } from "../rule";
import { isNotTrue } from "../values";

export const instanceNoPublicAddress: Rule = {
  id: "instance-no-public-address",
  requirement: "An instance has no public address.",
  why: "Everything that listens on it is one open port away from the internet.",
  controls: { fsbp: ["EC2.9"], "nist-800-53-r5": ["AC-4", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_88"] },
  fix: "Put it into a private subnet behind a load balancer, and remove `associate_public_ip_address` and the aws_eip.",
  severity: "high",
  check: forType("aws_instance", (block, context) => {
    const address = ["aws_eip", "aws_eip_association"].flatMap((type) => referring(block, type, context))[0];
    const isPublic = !isNotTrue(
      argumentValue(block.values.associate_public_ip_address, block, context),
      block,
      context,
    );
    return judged(
      !address && !isPublic,
      address?.pointer ?? `${block.pointer}/associate_public_ip_address`,
      address?.address ?? block.values.associate_public_ip_address,
    );
  }),
};
