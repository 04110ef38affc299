import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent } from "../values";

export const releaseNoSecretValues: Rule = {
  id: "release-no-secret-values",
  requirement: "Values of a chart hold no secret.",
  why: "They are in the state and in a secret of the cluster, release by release.",
  controls: { "cis-eks": ["4.4.2"], "nist-800-53-r5": ["IA-5(7)"] },
  waivable: false,
  fix: "Let the chart use an existing secret.",
  severity: "high",
  check: forType("helm_release", all(attribute("set_sensitive", isAbsent), attribute("set_wo", isAbsent))),
};
