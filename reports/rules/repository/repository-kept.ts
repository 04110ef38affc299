import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const repositoryKept: Rule = {
  id: "repository-kept",
  requirement: "A repository is not emptied when it is destroyed.",
  why: "One mistaken destroy would take every image that could be gone back to.",
  controls: { "nist-800-53-r5": ["CP-10"] },
  setting: "deletionProtection: true",
  fix: "Leave out `force_delete` or set it to false (deletionProtection of the environment).",
  severity: "medium",
  check: forType("aws_ecr_repository", attribute("force_delete", isNotTrue)),
};
