import { attribute, when } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const providerPinned: Rule = {
  id: "provider-pinned",
  requirement: "Every provider has one exact version.",
  why: "The next plan would be made by code that nobody has tried.",
  controls: { "nist-800-53-r5": ["CM-2", "SI-7"] },
  fix: "Write an exact `version` in `required_providers`, like 6.25.0.",
  severity: "medium",
  check: when(({ kind }) => kind === "requirement", attribute("version", matches(/^(= ?)?\d+\.\d+\.\d+$/))),
};
