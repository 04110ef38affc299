import { all, attribute, byType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

/** Arguments for what has a resource of its own, by type. */
const INLINE: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_route_table: ["route"],
  aws_s3_bucket: ["acl", "grant", "policy", "website"],
  aws_secretsmanager_secret: ["policy"],
  aws_sns_topic: ["policy"],
};

export const policiesAndRoutesSeparate: Rule = {
  id: "policies-and-routes-separate",
  requirement: "Policies, grants and routes are resources of their own.",
  why: "Inside of another resource they undo the separate ones at every deploy, and the rules about those miss them.",
  controls: { "nist-800-53-r5": ["CM-2"] },
  fix: "Move it into aws_iam_role_policy, aws_iam_role_policy_attachment, aws_route, aws_s3_bucket_policy or aws_sns_topic_policy.",
  severity: "medium",
  check: byType(
    Object.fromEntries(
      Object.entries(INLINE).map(([type, names]) => [type, all(...names.map((name) => attribute(name, isAbsent)))]),
    ),
  ),
};
