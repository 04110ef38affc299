import { lookUp } from "../../built/look-up";
import { namespaceOf } from "../../built/pods";
import { type Block, references, toList } from "../../synthesized";
import { forType, resourcesOf } from "../checks";
import { judged, type Rule } from "../rule";

/** A policy for every pod, so that what no other policy admits is refused. */
const isForAllPods = (policy: Block): boolean =>
  toList(lookUp(policy, "spec.policy_types").value).includes("Ingress") &&
  lookUp(policy, "spec.pod_selector.match_labels").value === undefined &&
  lookUp(policy, "spec.pod_selector.match_expressions").value === undefined;

export const namespaceIsolated: Rule = {
  id: "namespace-isolated",
  requirement: "A namespace admits only the traffic it names.",
  why: "One pod that is taken over could reach every other.",
  controls: { "cis-eks": ["4.3.2", "5.4.4"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  fix: "Add a kubernetes_network_policy_v1 for all pods of the namespace with the policy type Ingress and no rule.",
  severity: "high",
  check: forType("kubernetes_namespace_v1", (block, context) => {
    const name = lookUp(block, "metadata.name").value;
    const policies = resourcesOf(block, context).filter(({ type }) => type === "kubernetes_network_policy_v1");
    const own = policies.filter(
      (policy) =>
        namespaceOf(policy) === name ||
        references(policy.values).some((use) => use.address === block.address && use.attribute !== ""),
    );
    const denying = own.find(isForAllPods);
    return judged(denying !== undefined, denying?.pointer ?? block.pointer, denying?.address ?? name);
  }),
};
