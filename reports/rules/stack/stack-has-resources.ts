import { forType, resourcesOf } from "../checks";
import { judged, type Rule } from "../rule";

export const stackHasResources: Rule = {
  id: "stack-has-resources",
  requirement: "A stack declares resources.",
  why: "Where nothing is there is nothing to find fault with, and that is no proof of anything.",
  controls: { "nist-800-53-r5": ["CM-2"] },
  fix: "Synthesize the stack again, or remove its folder.",
  waivable: false,
  severity: "high",
  check: forType("stack", (block, context) => {
    const count = resourcesOf(block, context).length;
    return judged(count > 0, "/resource", count);
  }),
};
