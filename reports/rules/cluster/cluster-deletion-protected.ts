import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const clusterDeletionProtected: Rule = {
  id: "cluster-deletion-protected",
  requirement: "The cluster cannot be deleted by mistake.",
  why: "Everything that runs in it would be gone.",
  controls: { "nist-800-53-r5": ["CP-10"] },
  setting: "deletionProtection: true",
  fix: "Set `deletion_protection`.",
  severity: "medium",
  check: forType("aws_eks_cluster", attribute("deletion_protection", isTrue)),
};
