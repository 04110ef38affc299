import { attribute, companion, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const repositoryExpires: Rule = {
  id: "repository-expires",
  requirement: "Old images are removed.",
  why: "They hold flaws that were mended since, and cost money.",
  controls: { fsbp: ["ECR.3"], "nist-800-53-r5": ["CM-2"] },
  setting: "delivery.repositories.<repository>.keepReleases",
  fix: "Add an aws_ecr_lifecycle_policy.",
  severity: "low",
  check: forType("aws_ecr_repository", companion("aws_ecr_lifecycle_policy", "repository", attribute("policy", isSet))),
};
