import { toGroup, toList } from "../../synthesized";
import { when } from "../checks";
import { judged, type Rule } from "../rule";

/** Types that keep nothing: they can be made again as they were. */
const KEEPS_NOTHING =
  /^aws_(iam_role(_policy|_policy_attachment)?|eks_pod_identity_association|cloudwatch_metric_alarm)$/;

export const removedIsKept: Rule = {
  id: "removed-is-kept",
  requirement:
    "What a stack gives up goes on without Terraform; nothing that may hold data is destroyed by a `removed` block.",
  why: "One line among many would delete a database whose resource is no longer there to be judged.",
  controls: { "nist-800-53-r5": ["CM-3", "CP-9"] },
  fix: "Write `lifecycle { destroy = false }`, and delete what it was by hand once nobody needs it.",
  severity: "high",
  check: when(
    ({ kind, address }) => kind === "removal" && !KEEPS_NOTHING.test(address.split(".")[1] ?? ""),
    ({ pointer, values }) => {
      const { destroy } = toGroup(toList(values.lifecycle)[0]);
      return judged(destroy === false || destroy === "false", `${pointer}/lifecycle/destroy`, destroy ?? true);
    },
  ),
};
