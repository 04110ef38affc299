import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const stateLocked: Rule = {
  id: "state-locked",
  requirement: "Only one run at a time writes a state.",
  why: "Two runs at once would overwrite each other's record of what exists.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  setting: "state.backend: s3",
  fix: "Set `use_lockfile` of the S3 backend.",
  severity: "medium",
  check: forType("backend.s3", attribute("use_lockfile", isTrue)),
};
