import { attribute, forType, when } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

export const releaseOverTls: Rule = {
  id: "release-over-tls",
  requirement: "Charts come over TLS.",
  why: "Whoever is on the way could install anything as an administrator of the cluster.",
  controls: { "nist-800-53-r5": ["SC-8(1)", "SI-7"] },
  fix: "Use an https:// or oci:// repository.",
  severity: "high",
  check: forType(
    "helm_release",
    when(({ values }) => values.repository !== undefined, attribute("repository", matches(/^(https|oci):\/\//))),
  ),
};
