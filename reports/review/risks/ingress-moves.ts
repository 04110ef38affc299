import { isSame } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { toGroup, type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** Annotations that decide which load balancer an ingress has (AWS Load Balancer Controller, ingress annotations). */
const DECIDING = ["group.name", "scheme", "load-balancer-name"].map((name) => `alb.ingress.kubernetes.io/${name}`);
const TYPES = ["kubernetes_ingress_v1", "kubernetes_ingress"];

/** Whether an ingress that stays gets another load balancer, whose name is known only after the apply. */
export const movesIngress = (change: ResourceChange): boolean => !change.isImported && differs(change);

const differs = ({ type, action, before, after }: ResourceChange): boolean =>
  TYPES.includes(type) && action === "update" && changed(before, after).length > 0;

const changed = (before: Values | null, after: Values | null): string[] => {
  const of = (values: Values | null) => toGroup(valueAt(values ?? {}, "metadata.annotations"));
  return DECIDING.filter((key) => !isSame(of(before)[key], of(after)[key]));
};

/** The provider leaves annotations of others out of what it imports, and takes all of these for such. */
const HIDDEN: Risk = {
  group: "not judged",
  what: "an import does not show its annotations, so whether it keeps its load balancer is not known",
  advice: "Compare what it has (kubectl get ingress --output yaml) with what is written.",
  attributes: ["metadata"],
};

/** Names in DNS and alarms are planned with the old load balancer's name: they point at what is gone until the next apply. */
export function ingressMoveRisks(change: ResourceChange): Risk[] {
  if (change.isImported && differs(change)) return [HIDDEN];
  if (!movesIngress(change)) return [];
  return [
    {
      group: "downtime",
      what: "it gets another load balancer, and the old one goes: names in DNS and alarms follow one apply later",
      detail: changed(change.before, change.after).join(", "),
      advice:
        "apply plans once more right after it and lets them follow; with cdktf deploy run it again at once. Until then visitors reach nothing.",
      attributes: ["metadata"],
    },
  ];
}
