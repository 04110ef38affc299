import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

const TAGS = ["Environment", "ManagedBy", "Platform", "Stack"];

export const providerTagsEverything: Rule = {
  id: "provider-tags-everything",
  requirement: "Everything in AWS is tagged with environment, platform, stack and how it is managed.",
  why: "What nobody can attribute nobody dares to delete, patch or pay.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  setting: "tags",
  fix: "Set `default_tags` of the provider (tags of the environment, for example { Environment: production }).",
  severity: "low",
  check: forType("provider.aws", all(...TAGS.map((tag) => attribute(`default_tags.tags.${tag}`, isSet)))),
};
