import { allowsNone } from "../policies";
import type { Rule } from "../rule";

export const policyNoWholeService: Rule = {
  id: "policy-no-whole-service",
  requirement: "No policy allows every action of a service.",
  why: "It grows with every action AWS adds, also with those that delete and share.",
  controls: { "nist-800-53-r5": ["AC-6"] },
  scanners: { trivy: ["AVD-AWS-0057"] },
  fix: "List the actions, or at least their kind: `ecr:Get*`.",
  severity: "high",
  check: allowsNone(({ actions }) => actions.some((action) => /^[^:]*$|:[*?]*\*[*?]*$/.test(action))),
};
