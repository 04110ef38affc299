import { type Block, type Json, toGroup, toList } from "../synthesized";
import { type Built, keyOf, textAt } from "./built";
import { lookUp } from "./look-up";
import type { Thing } from "./things";

/** Pods of one Deployment. */
export interface Pods {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether there is one pod, on a node that Kubernetes chooses. */
  readonly isOneOf: boolean;
  /** Ports a load balancer sends packets to: straight to the pods with `ip` targets, to any node with `instance`. */
  readonly ports: readonly { readonly port: number; readonly on: "node" | "pod" }[];
  /** Data stores that the resources of its stack name. */
  readonly stores: readonly string[];
}

const ALB = "alb.ingress.kubernetes.io/";

/** Ingresses by the load balancer that the controller makes for them: those of one group share one. */
export function ingressGroupsIn(built: Built): Block[][] {
  const shared = new Map<string, Block[]>();
  for (const ingress of built.ofType("kubernetes_ingress_v1")) {
    const group = annotation(ingress, "group.name") ?? keyOf(ingress);
    shared.set(group, [...(shared.get(group) ?? []), ingress]);
  }
  return [...shared.values()];
}

/** Load balancers that the controller makes from ingresses. */
export const loadBalancersIn = (built: Built): Thing[] =>
  ingressGroupsIn(built).flatMap(([first, ...rest]) => (first ? [loadBalancerOf(first, rest, built)] : []));

function loadBalancerOf(ingress: Block, others: readonly Block[], built: Built): Thing {
  const isPublic = annotation(ingress, "scheme") === "internet-facing";
  const tag = isPublic ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  const subnets = built.ofType("aws_subnet").filter(({ values }) => toGroup(values.tags)[tag] !== undefined);
  const all = [ingress, ...others];
  const names = all.map((block) => textAt(block, "metadata.name") ?? block.name);
  return {
    id: keyOf(ingress),
    title: "Load balancer",
    lines: [`for ${names.join(", ")}`],
    subnets,
    isOneOf: false,
    groups: all.flatMap((block) => built.followValue(annotation(block, "security-groups") ?? null, block)),
    block: ingress,
  };
}

/** Pods of every Deployment, sorted by name. */
export const podsIn = (built: Built): Pods[] =>
  built
    .ofType("kubernetes_deployment_v1")
    .map((deployment) => podsOf(deployment, built))
    .sort((a, b) => (a.title < b.title ? -1 : 1));

function podsOf(deployment: Block, built: Built): Pods {
  const name = textAt(deployment, "metadata.name") ?? deployment.name;
  const replicas = textAt(deployment, "spec.replicas") ?? "1";
  const port = textAt(deployment, "spec.template.spec.container.port.container_port");
  return {
    id: keyOf(deployment),
    title: `Pods: ${name}`,
    lines: [`${replicas} on ${port ? `port ${port}` : "no port"}`],
    isOneOf: replicas === "1",
    ports: portsOf(deployment, built),
    stores: storesOf(deployment, built),
  };
}

/** What the ingresses of the namespace send to the Deployment, by way of services that select its pods. */
function portsOf(deployment: Block, built: Built): Pods["ports"] {
  const namespace = textAt(deployment, "metadata.namespace");
  const near = (type: string) =>
    built.ofType(type).filter((block) => textAt(block, "metadata.namespace") === namespace);
  const labels = toGroup(lookUp(deployment, "spec.template.metadata.labels").value);
  const services = near("kubernetes_service_v1").filter((service) => selects(service, labels));
  return near("kubernetes_ingress_v1").flatMap((ingress) =>
    services
      .filter((service) => JSON.stringify(ingress.values).includes(`"name":"${textAt(service, "metadata.name")}"`))
      .flatMap((service) => toList(lookUp(service, "spec.port").value).map(toGroup))
      .map(({ node_port, target_port }) =>
        annotation(ingress, "target-type") === "ip"
          ? { port: Number(target_port), on: "pod" as const }
          : { port: Number(node_port), on: "node" as const },
      ),
  );
}

/** Whether a service sends packets to pods with these labels. */
export function selects(service: Block, labels: Readonly<Record<string, Json>>): boolean {
  const selector = Object.entries(toGroup(lookUp(service, "spec.selector").value));
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

/** Data stores whose outputs the application is given, for example as the host to talk to. */
const storesOf = (deployment: Block, built: Built): string[] =>
  built
    .followValue(deployment.values, deployment)
    .filter(({ type }) => type === "aws_db_instance" || type === "aws_elasticache_replication_group")
    .map(keyOf);

/** An annotation of an ingress for the load balancer controller, without its prefix. */
export const annotation = (ingress: Block, name: string): string | undefined => {
  const found = toGroup(lookUp(ingress, "metadata.annotations").value)[ALB + name];
  return typeof found === "string" ? found : undefined;
};
