import { toGroup, toList } from "../../synthesized";
import { when } from "../checks";
import { judged, type Rule } from "../rule";

/** Types that hold no data and that nobody is served by: permissions, attachments, alarms. */
const HOLDS_NOTHING =
  /^removed\.(aws_cloudwatch_(metric_alarm|dashboard)|aws_eks_(pod_identity_association|access_entry|access_policy_association)|aws_iam_(role|role_policy|role_policy_attachment|policy|instance_profile)|aws_vpc_security_group_(in|e)gress_rule)\.[\w-]+$/;

export const removedIsKept: Rule = {
  id: "removed-is-kept",
  requirement: "What holds data or serves somebody is not destroyed by a `removed` block.",
  why: "One line among many would delete a database whose resource is no longer there to be judged.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  fix: "Write `lifecycle { destroy = false }`, and delete what it was by hand once nobody needs it.",
  severity: "high",
  check: when(
    ({ kind, address }) => kind === "removal" && !HOLDS_NOTHING.test(address),
    ({ pointer, values }) => {
      const { destroy } = toGroup(toList(values.lifecycle)[0]);
      return judged(destroy === false || destroy === "false", `${pointer}/lifecycle/destroy`, destroy ?? true);
    },
  ),
};
