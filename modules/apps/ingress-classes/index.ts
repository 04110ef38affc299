import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { installChart } from "../../helm";
import type { IngressProps } from "../props";

/** The ingresses of one load balancer. */
export interface IngressGroup {
  readonly scheme: IngressProps["scheme"];
  /** Namespaces of its apps. */
  readonly namespaces: readonly string[];
  /** Its subnets, one per zone, two at least. A longer or shorter list is changed in place. */
  readonly subnetIds: readonly string[];
}

/** Namespace of the release. Classes belong to the whole cluster; the release is kept where the controller is. */
const NAMESPACE = "kube-system";

/** Name of the class that the ingresses of a group have. */
export const ingressClassOf = (group: string): string => `alb-${group}`;

/**
 * One class for each load balancer, which says who may use it: ingresses of the namespaces of its apps, with its scheme and its
 * group (AWS Load Balancer Controller, "IngressClassParams"). Whoever may write ingresses elsewhere cannot put a rule in front of
 * an app, or open a load balancer to the internet. The subnets are written too: a controller that looks for them does so when it makes
 * a load balancer and never again, and what runs in a zone that joins later would get no request. A chart makes them, because Terraform cannot plan what a definition of the
 * controller's chart describes before it is there. Ingresses come after it, and go before it: without its class, none can be deleted.
 *
 * @returns what ingresses depend on; nothing when there are none
 */
export function createIngressClasses(
  scope: Construct,
  groups: Readonly<Record<string, IngressGroup>>,
  dependsOn: readonly ITerraformDependable[],
): ITerraformDependable[] {
  const names = Object.keys(groups).sort();
  if (names.length === 0) return [];
  const values = { classes: names.map((group) => classFor(group, groups[group] as IngressGroup)) };
  const chart = { folder: "modules/apps/ingress-classes/chart" };
  return [installChart(scope, "ingress-classes", { chart, namespace: NAMESPACE, values, dependsOn })];
}

const classFor = (group: string, { scheme, namespaces, subnetIds }: IngressGroup): object => ({
  name: ingressClassOf(group),
  group,
  scheme,
  namespaces: [...new Set(namespaces)].sort(),
  subnets: subnetIds,
});
