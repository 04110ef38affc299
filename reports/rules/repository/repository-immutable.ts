import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isOneOf } from "../values";

export const repositoryImmutable: Rule = {
  id: "repository-immutable",
  requirement: "A tag of an image never moves to another image.",
  why: "What was tested would not be what runs.",
  controls: { fsbp: ["ECR.2"], "nist-800-53-r5": ["CM-2", "SI-7"] },
  scanners: { checkov: ["CKV_AWS_51"], trivy: ["AVD-AWS-0031"] },
  fix: "Set `image_tag_mutability` to IMMUTABLE.",
  severity: "medium",
  check: forType("aws_ecr_repository", attribute("image_tag_mutability", isOneOf("IMMUTABLE"))),
};
