import { attribute, forType, when } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const releasePinned: Rule = {
  id: "release-pinned",
  requirement: "A chart from a repository has one exact version.",
  why: "The next deploy would install what nobody has reviewed.",
  controls: { "nist-800-53-r5": ["CM-2", "SI-7"] },
  fix: "Set `version` to an exact version.",
  severity: "medium",
  check: forType(
    "helm_release",
    when(
      ({ values }) => values.repository !== undefined || /^oci:/.test(String(values.chart)),
      attribute("version", matches(/^v?\d+\.\d+\.\d+$/)),
    ),
  ),
};
