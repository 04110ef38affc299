import { findSecret } from "../../built/secrets";
import { when } from "../checks";
import { judged, type Rule } from "../rule";

/** Blocks that hold one value, which their own name is the name of. */
const SINGLE: ReadonlySet<string> = new Set(["output", "variable"]);

export const noSecretLiteral: Rule = {
  id: "no-secret-literal",
  requirement: "No secret is written anywhere.",
  why: "Whatever is in the configuration is in every plan, state, pull request and backup.",
  controls: { "cis-eks": ["4.4.2"], "nist-800-53-r5": ["IA-5(7)"] },
  scanners: { checkov: ["CKV_AWS_46"], trivy: ["AVD-AWS-0029", "AVD-AWS-0129", "AVD-KSV-0109"] },
  waivable: false,
  fix: "Keep it in Secrets Manager and hand on its ARN; then replace the secret that was written, because it is known now.",
  severity: "critical",
  check: when(
    ({ values }) => Object.keys(values).length > 0,
    (block) => {
      const found = findSecret(SINGLE.has(block.kind) ? { ...block.values, name: block.name } : block.values);
      return judged(!found, block.pointer + (found?.pointer ?? ""), found ? `${found.reason} (not shown)` : null);
    },
  ),
};
