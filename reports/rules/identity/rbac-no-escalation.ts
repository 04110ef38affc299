import { RBAC_ROLES } from "../../built/pods";
import { textsOf, toGroup } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

/** Verbs by which somebody takes rights of others. Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
const TAKING = ["bind", "escalate", "impersonate"];

/** What gives the rights of a pod, a node, an account or the API server to whoever may write it. Source: the same. */
const LEADING = [
  "certificatesigningrequests/approval",
  "mutatingwebhookconfigurations",
  "nodes/proxy",
  "pods/attach",
  "pods/exec",
  "serviceaccounts/token",
  "validatingwebhookconfigurations",
];
const WRITING = ["*", "create", "patch", "update"];

export const rbacNoEscalation: Rule = {
  id: "rbac-no-escalation",
  requirement: "No role of the cluster lets its holder take the rights of others.",
  why: "Who may bind, impersonate, or run commands in any pod soon may do everything.",
  controls: { "nist-800-53-r5": ["AC-6", "AC-6(10)"] },
  fix: "Remove the verbs bind, escalate and impersonate, and what writes to pods/exec, tokens and webhooks.",
  severity: "high",
  check: forType(
    RBAC_ROLES,
    each("rule", (rule) => {
      const { resources, resource_names, verbs } = toGroup(rule);
      const does = textsOf(verbs);
      if (textsOf(resource_names).length > 0) return !does.includes("escalate");
      return (
        !does.some((verb) => TAKING.includes(verb)) &&
        !(textsOf(resources).some((name) => LEADING.includes(name)) && does.some((verb) => WRITING.includes(verb)))
      );
    }),
  ),
};
