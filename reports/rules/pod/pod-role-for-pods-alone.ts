import { forType, when } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const podRoleForPodsAlone: Rule = {
  id: "pod-role-for-pods-alone",
  requirement: "A role of a pod can be assumed by pods alone.",
  why: "A second way to the role is one that the list of pod identities does not show.",
  controls: { "cis-eks": ["5.2.1"], "nist-800-53-r5": ["AC-3", "AC-6"] },
  fix: "Make a role of its own with pods.eks.amazonaws.com as its only principal.",
  severity: "medium",
  check: forType(
    "aws_iam_role",
    when(
      ({ values }) => String(values.assume_role_policy).includes("pods.eks.amazonaws.com"),
      everyStatement("assume_role_policy", ({ principals }) =>
        principals.every((principal) => principal === "pods.eks.amazonaws.com"),
      ),
    ),
  ),
};
