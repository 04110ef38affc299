import { toGroup, toList } from "../../synthesized";
import { when } from "../checks";
import { judged, type Rule } from "../rule";

export const removedIsKept: Rule = {
  id: "removed-is-kept",
  requirement: "What a stack gives up goes on without Terraform; nothing is destroyed by a `removed` block.",
  why: "One line among many would delete a database whose resource is no longer there to be judged.",
  controls: { "nist-800-53-r5": ["CM-3", "CP-9"] },
  fix: "Write `lifecycle { destroy = false }`, and delete what it was by hand once nobody needs it.",
  severity: "high",
  check: when(
    ({ kind }) => kind === "removal",
    ({ pointer, values }) => {
      const { destroy } = toGroup(toList(values.lifecycle)[0]);
      return judged(destroy === false || destroy === "false", `${pointer}/lifecycle/destroy`, destroy ?? true);
    },
  ),
};
