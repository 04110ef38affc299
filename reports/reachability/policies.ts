import { type Block, blockIn, blocksIn, type Json, textsOf, type Values } from "../synthesized";
import type { Place } from "./place";
import { EVERY_PORT, type Ports, portsOf } from "./ports";
import { contains } from "./ranges";
import { nameOf, type References, text } from "./references";

/** A permission of a network policy that applies, and the policy it is from. */
export interface Permission {
  readonly ports: Ports;
  readonly why: readonly string[];
}

/**
 * What the network policies of Kubernetes let through between pods and `peer`, seen from the pods: undefined when no
 * policy restricts these pods in this direction, an empty list when they let nothing through.
 */
export function permissions(
  policies: readonly Block[],
  references: References,
  pods: NonNullable<Place["pods"]>,
  direction: "in" | "out",
  peer: Place,
): readonly Permission[] | undefined {
  const [kind, rules, peers] = direction === "in" ? ["Ingress", "ingress", "from"] : ["Egress", "egress", "to"];
  const applying = policies.filter((policy) => {
    const spec = blockIn(policy.values, "spec");
    const isHere = namespaceOf(policy, references) === pods.namespace;
    return (
      isHere &&
      textsOf(spec.policy_types).includes(kind as string) &&
      selects(blockIn(spec, "pod_selector"), pods.labels, false)
    );
  });
  if (applying.length === 0) return undefined;
  return applying.flatMap((policy) =>
    blocksIn(blockIn(policy.values, "spec"), rules as string)
      .filter((rule) => matchesPeer(rule, peers as string, peer, pods.namespace))
      .flatMap((rule) => portsIn(rule, policy, references).map((ports) => ({ ports, why: [nameOf(policy)] }))),
  );
}

const namespaceOf = (resource: Block, references: References): string =>
  references.literal(blockIn(resource.values, "metadata").namespace, resource.stack) ?? "default";

/**
 * Whether a selector selects labels; one without labels selects everything. `unknown` is the answer for labels that a chart
 * decides, and for expressions: what cannot be told counts as open, so it restricts nothing and is admitted.
 */
function selects(selector: Values, labels: Readonly<Record<string, unknown>> | undefined, unknown: boolean): boolean {
  if (blocksIn(selector, "match_expressions").length > 0) return unknown;
  const wanted = Object.entries(blockIn(selector, "match_labels"));
  return wanted.every(([key, value]) => (labels ? labels[key] === value : unknown));
}

/** A rule without peers is about everybody. */
function matchesPeer(rule: Values, key: string, peer: Place, namespace: string): boolean {
  const written = blocksIn(rule, key);
  return written.length === 0 || written.some((one) => isPeer(one, peer, namespace));
}

function isPeer(written: Values, peer: Place, namespace: string): boolean {
  const [range] = blocksIn(written, "ip_block");
  if (range) {
    const without = textsOf(range.except);
    const isIn = (address: string) =>
      contains(text(range.cidr) ?? "", address) && !without.some((excepted) => contains(excepted, address));
    return peer.ranges.some(isIn);
  }
  if (!peer.pods) return false;
  const [namespaces] = blocksIn(written, "namespace_selector");
  const inNamespace = namespaces
    ? selects(namespaces, { "kubernetes.io/metadata.name": peer.pods.namespace }, true)
    : peer.pods.namespace === namespace;
  return inNamespace && selects(blockIn(written, "pod_selector"), peer.pods.labels, true);
}

function portsIn(rule: Values, { stack }: Block, references: References): readonly Ports[] {
  const written = blocksIn(rule, "ports");
  if (written.length === 0) return [EVERY_PORT];
  const number = (port: Json | undefined) => references.literal(port, stack);
  return written.map(({ port, end_port, protocol }) =>
    portsOf(protocol ?? "tcp", number(port) ?? 0, number(end_port ?? port) ?? 65535),
  );
}
