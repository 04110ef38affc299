import { all, attribute, forType, when } from "../checks";
import type { Rule } from "../rule";
import { matches } from "../values";

const OVER_TLS = /^(https|oci):\/\//;

export const releaseOverTls: Rule = {
  id: "release-over-tls",
  requirement: "Charts come over TLS.",
  why: "Whoever is on the way could install anything as an administrator of the cluster.",
  controls: { "nist-800-53-r5": ["SC-8(1)", "SI-7"] },
  fix: "Use an https:// or oci:// repository.",
  severity: "high",
  check: forType(
    "helm_release",
    all(
      when(({ values }) => values.repository !== undefined, attribute("repository", matches(OVER_TLS))),
      when(({ values }) => String(values.chart).includes("://"), attribute("chart", matches(OVER_TLS))),
    ),
  ),
};
