import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const metadataNeedsToken: Rule = {
  id: "metadata-needs-token",
  requirement: "Instance metadata is given out for a token only (IMDSv2).",
  why: "A request that an application was tricked into would fetch the machine's credentials.",
  controls: { "cis-aws": ["5.6"], fsbp: ["EC2.8", "EC2.170"], "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { checkov: ["CKV_AWS_79"], trivy: ["AVD-AWS-0028", "AVD-AWS-0130"] },
  waivable: false,
  fix: "Set `metadata_options.http_tokens` to required.",
  severity: "high",
  check: forType(
    ["aws_instance", "aws_launch_template"],
    attribute("metadata_options.http_tokens", isOneOf("required")),
  ),
};
