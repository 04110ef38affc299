import { admitsEverybody } from "../../built/policies";
import { forType } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const repositoryNotPublic: Rule = {
  id: "repository-not-public",
  requirement: "A repository lets nobody in without naming them.",
  why: "Everybody with an AWS account could pull the code, or push another image.",
  controls: { "nist-800-53-r5": ["AC-3"] },
  scanners: { checkov: ["CKV_AWS_32"], trivy: ["AVD-AWS-0032"] },
  waivable: false,
  fix: "Name the principals in every Allow statement.",
  severity: "critical",
  check: forType(
    "aws_ecr_repository_policy",
    everyStatement("policy", (statement) => !admitsEverybody(statement)),
  ),
};
