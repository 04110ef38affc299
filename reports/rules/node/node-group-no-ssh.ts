import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const nodeGroupNoSsh: Rule = {
  id: "node-group-no-ssh",
  requirement: "Nodes have no SSH keys.",
  why: "A shared key opens every node, and nobody can tell who used it.",
  controls: { "nist-800-53-r5": ["CM-7"] },
  scanners: { checkov: ["CKV_AWS_100"] },
  fix: "Remove `remote_access` and `key_name`; use Session Manager.",
  severity: "high",
  check: forType(
    ["aws_eks_node_group", "aws_launch_template", "aws_instance"],
    all(attribute("remote_access", isAbsent), attribute("key_name", isAbsent)),
  ),
};
