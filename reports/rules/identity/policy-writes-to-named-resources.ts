import { allowsNone, isEveryOfService } from "../policies";
import type { Rule } from "../rule";

/** Actions that only look; `ecr:GetAuthorizationToken` and the like take no resource. */
const READS = /^[\w-]+:(Batch(Get|Check)|Check|Describe|Get|List|Lookup|Query|Search|Simulate|View)/;

/** What an agent says of its own machine, which takes no resource (Service Authorization Reference, Systems Manager). */
const OF_ITSELF = /^(ssm:UpdateInstanceInformation|ssmmessages:(Create|Open)(Control|Data)Channel)$/;

export const policyWritesToNamedResources: Rule = {
  id: "policy-writes-to-named-resources",
  requirement: "What changes something names its resources, or has a condition.",
  why: "A role for one purpose could change or delete everything of its kind in the account.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  scanners: { checkov: ["CKV_AWS_290", "CKV_AWS_355"] },
  fix: "Name ARNs as Resource, or add a condition on a tag or a VPC.",
  severity: "high",
  check: allowsNone(
    ({ actions, resources, condition }) =>
      isEveryOfService(resources) &&
      Object.keys(condition).length === 0 &&
      !actions.every((action) => READS.test(action) || OF_ITSELF.test(action)),
  ),
};
