import { when } from "../checks";
import { judged, type Rule } from "../rule";

export const everythingRead: Rule = {
  id: "everything-read",
  requirement: "Everything that Terraform reads in a stack was read by the audit, and is of a kind that it judges.",
  why: "What is hidden in a second file, under a key that is there twice or in a block of another kind is applied all the same.",
  controls: { "nist-800-53-r5": ["CM-7"] },
  fix: "Write it as resources, data sources, providers, outputs, variables or local values, once, in files of Terraform.",
  severity: "high",
  check: when(
    ({ kind }) => kind === "unread" || kind === "stack",
    ({ kind, pointer, values }) => judged(kind === "stack", pointer, values.why ?? null),
  ),
};
