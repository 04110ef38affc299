import { type Block, blockIn, blocksIn, textsOf } from "../synthesized";
import type { Place, Whole } from "./place";
import { permissions } from "./policies";
import { both, EVERY_PORT, type Ports } from "./ports";
import { contains, isInternet, overlap } from "./ranges";
import { nameOf } from "./references";
import { albAnnotations, listenerPorts, type Rule } from "./rules";

/** One way from a place to another: the ports that are open all along it, and everything that opens them. */
export interface Path {
  readonly ports: Ports;
  /** `<stack>/<address>` of each rule, route and policy, from source to target. */
  readonly chain: readonly string[];
}

const isOutside = ({ role }: Place): boolean => role === "internet" || role === "office";

/** Every way from source to target that needs nothing in between. */
export function directPaths(source: Place, target: Place, whole: Whole): Path[] {
  if (source === target && source.role !== "nodes" && source.role !== "pods") return [];
  if (source.role === "office" && target.role === "internet") return [];
  if (source.role === "internet" && isOutside(target)) return [];
  const ways = waysBetween(source, target);
  const allowed = exits(source, target, whole).flatMap((exit) =>
    entries(source, target, whole).flatMap((entry) => meet(exit, entry)),
  );
  const inNamespace = filterByPolicies(source, target, whole, allowed);
  return ways.flatMap((way) => inNamespace.map(({ ports, chain }) => ({ ports, chain: [...way, ...chain] })));
}

const meet = (a: Path, b: Path): Path[] => {
  const ports = both(a.ports, b.ports);
  return ports ? [{ ports, chain: [...a.chain, ...b.chain] }] : [];
};

/** Routes: inside a VPC everybody has one; across its edge a public address or a gateway is needed. */
function waysBetween(source: Place, target: Place): readonly (readonly string[])[] {
  if (isOutside(source)) {
    if (!target.publicBy) return [];
    if (target.role === "control plane") return [[]]; // EKS's own front, not one in the VPC
    const [route] = target.subnets.filter(({ internetGateway }) => internetGateway.length > 0);
    return route ? [[...route.internetGateway, target.publicBy]] : [];
  }
  if (target.role !== "internet") return [[]];
  const publicRoute = source.subnets.find(({ internetGateway }) => internetGateway.length > 0)?.internetGateway;
  const natRoute = source.subnets.find(({ natGateway }) => natGateway.length > 0)?.natGateway;
  const route = (source.publicBy ? publicRoute : undefined) ?? natRoute;
  return route ? [route] : [];
}

/** What the source's security groups let out to the target. Everything leaves places outside. */
function exits(source: Place, target: Place, { rules }: Whole): Path[] {
  if (isOutside(source)) return [{ ports: EVERY_PORT, chain: [] }];
  return rules.filter((rule) => rule.direction === "out" && isAbout(rule, source, target)).map(asPath);
}

/** What the target's security groups let in from the source. The control plane's public front has a list of its own. */
function entries(source: Place, target: Place, whole: Whole): Path[] {
  if (target.role === "internet") return [{ ports: EVERY_PORT, chain: [] }];
  if (isOutside(source) && target.role === "control plane") return publicFront(source, whole);
  return whole.rules.filter((rule) => rule.direction === "in" && isAbout(rule, target, source)).map(asPath);
}

const asPath = ({ ports, why }: Rule): Path => ({ ports, chain: [why] });

/** Whether a rule of `owner` is about `peer`. */
function isAbout({ group, peerGroup, peerRange }: Rule, owner: Place, peer: Place): boolean {
  if (!owner.groups.includes(group)) return false;
  if (peerGroup !== undefined) return peer.groups.includes(peerGroup);
  if (peerRange === undefined) return false;
  if (peer.role === "internet") return isInternet(peerRange);
  if (peer.role === "office") return contains(peerRange, peer.ranges[0] ?? ""); // narrower ranges are places of their own
  return peer.ranges.some((range) => overlap(peerRange, range));
}

function publicFront(source: Place, { resources }: Whole): Path[] {
  return resources
    .filter(({ type }) => type === "aws_eks_cluster")
    .flatMap((cluster) => {
      const config = blockIn(cluster.values, "vpc_config");
      const ranges = config.public_access_cidrs === undefined ? ["0.0.0.0/0"] : textsOf(config.public_access_cidrs);
      const isIn = ranges.some((range) =>
        source.role === "internet" ? isInternet(range) : source.ranges.some((own) => contains(range, own)),
      );
      return isIn ? [{ ports: { protocol: "tcp", from: 443, to: 443 }, chain: [nameOf(cluster)] }] : [];
    });
}

/** Leaves of each path what the network policies on both sides let through. */
function filterByPolicies(source: Place, target: Place, whole: Whole, paths: readonly Path[]): Path[] {
  const policies = whole.resources.filter(({ type }) => type === "kubernetes_network_policy_v1");
  const filter = (
    of: Place["pods"],
    direction: "in" | "out",
    peer: Place,
    before: readonly Path[],
  ): readonly Path[] => {
    const granted = of && permissions(policies, whole.references, of, direction, peer);
    if (!granted) return before;
    return before.flatMap((path) => granted.flatMap(({ ports, why }) => meet(path, { ports, chain: why })));
  };
  return [...filter(target.pods, "in", source, filter(source.pods, "out", target, paths))];
}

/** Ways to pods through a node port: whoever reaches the port on a node reaches the pods behind the service. */
export function nodePortPaths(
  source: Place,
  target: Place,
  whole: Whole,
  toNodes: readonly Path[],
  nodes: readonly Place[],
): Path[] {
  const { pods } = target;
  if (!pods?.labels || source.role === "nodes" || source.role === "pods") return [];
  return servicesOf(whole, pods.namespace, pods.labels).flatMap((service) =>
    blocksIn(blockIn(service.values, "spec"), "port").flatMap(({ node_port, target_port, port }) => {
      const opened = toNodes.filter(({ ports }) => node_port !== undefined && both(ports, portOf(node_port)));
      const ports = portOf(target_port ?? port);
      // the node forwards under its own address when the pod is on another node
      const admitted = [...nodes, source].flatMap((peer) =>
        filterByPolicies(peer, target, whole, [{ ports, chain: [] }]),
      );
      const [first] = admitted;
      return first
        ? opened.map(({ chain }) => ({ ports: first.ports, chain: [...chain, nameOf(service), ...first.chain] }))
        : [];
    }),
  );
}

const portOf = (port: unknown): Ports => ({ protocol: "tcp", from: Number(port), to: Number(port) });

function servicesOf(whole: Whole, namespace: string, labels: Readonly<Record<string, string>>): Block[] {
  return whole.resources.filter((service) => {
    if (service.type !== "kubernetes_service_v1") return false;
    const { namespace: written } = blockIn(service.values, "metadata");
    const selector = Object.entries(blockIn(blockIn(service.values, "spec"), "selector"));
    const isHere = (whole.references.literal(written, service.stack) ?? "default") === namespace;
    return isHere && selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
  });
}

/** Groups that the load balancer controller makes for an ingress without `security-groups`: open as its annotations say. */
export function controllerRules(resources: readonly Block[]): Rule[] {
  return resources
    .filter((one) => one.type === "kubernetes_ingress_v1" && albAnnotations(one)["security-groups"] === undefined)
    .flatMap((ingress) => {
      const {
        "listen-ports": listeners,
        "certificate-arn": certificate,
        "inbound-cidrs": written,
      } = albAnnotations(ingress);
      const ports = listeners ? listenerPorts(listeners) : [certificate ? 443 : 80];
      const ranges = written ? written.split(",").map((range) => range.trim()) : ["0.0.0.0/0"];
      const group = `${nameOf(ingress)}.controller`;
      const why = `${nameOf(ingress)} (the controller makes a security group)`;
      const out: Rule = { why, group, direction: "out", ports: EVERY_PORT, peerRange: "0.0.0.0/0" };
      const inward = ports.flatMap((port) =>
        ranges.map((peerRange): Rule => ({ why, group, direction: "in", ports: portOf(port), peerRange })),
      );
      return [...inward, out];
    });
}
