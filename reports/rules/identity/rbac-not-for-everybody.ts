import { RBAC_BINDINGS } from "../../built/pods";
import { toGroup } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

/** Subjects that stand for whoever reaches the API, or for those whom nothing is refused. */
const EVERYBODY = [
  "system:anonymous",
  "system:authenticated",
  "system:masters",
  "system:serviceaccounts",
  "system:unauthenticated",
];

export const rbacNotForEverybody: Rule = {
  id: "rbac-not-for-everybody",
  requirement: "A role of the cluster is given to named people and service accounts.",
  why: "Everybody who reaches the API, or every pod there is, would have the rights.",
  controls: { "nist-800-53-r5": ["AC-3", "AC-6"] },
  fix: "Name the group, user or service account as subject.",
  severity: "critical",
  check: forType(
    RBAC_BINDINGS,
    each("subject", (subject) => !EVERYBODY.includes(String(toGroup(subject).name))),
  ),
};
