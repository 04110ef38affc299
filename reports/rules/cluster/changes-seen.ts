import { attribute, when } from "../checks";
import type { Rule } from "../rule";

export const changesSeen: Rule = {
  id: "changes-seen",
  requirement: "Terraform ignores no resource as a whole.",
  why: "Neither a change in the code nor one made by hand would ever be in a plan.",
  controls: { "nist-800-53-r5": ["CM-2"] },
  fix: "Name the arguments in `lifecycle.ignore_changes`, instead of all.",
  severity: "medium",
  check: when(
    ({ kind, values }) => kind === "resource" && values.lifecycle !== undefined,
    attribute("lifecycle.ignore_changes", (value) => !/^\[?"(\$\{)?all\}?"\]?$/.test(JSON.stringify(value ?? null))),
  ),
};
