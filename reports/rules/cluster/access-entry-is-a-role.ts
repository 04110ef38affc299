import { toList } from "../../synthesized";
import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isLiteral } from "../values";

export const accessEntryIsARole: Rule = {
  id: "access-entry-is-a-role",
  requirement: "Access to the cluster is given to roles, never to users, the root user or the group system:masters.",
  why: "Users have keys that do not end, and system:masters passes by every rule of the cluster.",
  controls: { "cis-eks": ["4.1.1", "5.5.1"], "nist-800-53-r5": ["AC-2", "IA-2"] },
  setting: "cluster.admins",
  fix: "Write the ARN of a role as `principal_arn`, and no system:masters in `kubernetes_groups`.",
  severity: "high",
  check: forType(
    "aws_eks_access_entry",
    all(
      attribute("principal_arn", (value) => /^arn:[^:]+:iam::\d{12}:role\/|^\$\{[\w.]+\}$/.test(String(value))),
      attribute("kubernetes_groups", (value) =>
        toList(value).every((group) => isLiteral(group) && group !== "system:masters"),
      ),
    ),
  ),
};
