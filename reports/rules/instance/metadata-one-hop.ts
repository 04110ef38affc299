import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const metadataOneHop: Rule = {
  id: "metadata-one-hop",
  requirement: "Instance metadata answers the machine itself, not its containers.",
  why: "A pod could take the node's role.",
  controls: { "cis-eks": ["5.2.1"], "nist-800-53-r5": ["AC-6", "SC-39"] },
  scanners: { checkov: ["CKV_AWS_341"] },
  fix: "Set `metadata_options.http_put_response_hop_limit` to 1.",
  severity: "medium",
  check: forType(
    ["aws_instance", "aws_launch_template"],
    attribute("metadata_options.http_put_response_hop_limit", isOneOf(1)),
  ),
};
