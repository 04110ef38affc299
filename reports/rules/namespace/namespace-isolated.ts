import { lookUp } from "../../built/look-up";
import { namespaceOf } from "../../built/pods";
import { type Block, grouped, remembered, toList } from "../../synthesized";
import { forType, referring, resourcesOf } from "../checks";
import { judged, type Rule } from "../rule";

/** A policy for every pod, so that what no other policy admits is refused. */
const isForAllPods = (policy: Block): boolean =>
  toList(lookUp(policy, "spec.policy_types").value).includes("Ingress") &&
  lookUp(policy, "spec.pod_selector.match_labels").value === undefined &&
  lookUp(policy, "spec.pod_selector.match_expressions").value === undefined;

/** The network policies among a stack's resources, by what they write as their namespace. */
const policiesOf = remembered((resources: readonly Block[]) =>
  grouped(
    resources
      .filter(({ type }) => type === "kubernetes_network_policy_v1")
      .map((policy) => [namespaceOf(policy), policy] as const),
  ),
);

export const namespaceIsolated: Rule = {
  id: "namespace-isolated",
  requirement: "A namespace admits only the traffic it names.",
  why: "One pod that is taken over could reach every other.",
  controls: { "cis-eks": ["4.3.2", "5.4.4"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  fix: "Add a kubernetes_network_policy_v1 for all pods of the namespace with the policy type Ingress and no rule.",
  severity: "high",
  check: forType("kubernetes_namespace_v1", (block, context) => {
    const name = lookUp(block, "metadata.name").value;
    const named = policiesOf(resourcesOf(block, context)).get(String(name)) ?? [];
    const own = [...named, ...referring(block, "kubernetes_network_policy_v1", context)];
    const denying = own.find(isForAllPods);
    return judged(denying !== undefined, denying?.pointer ?? block.pointer, denying?.address ?? name);
  }),
};
