import type { Built } from "../built/built";
import { lookUp } from "../built/look-up";
import { ENFORCES_POLICIES } from "../built/pods";
import { isWithin } from "../built/ranges";
import { type Block, type Json, toGroup, toList, type Values } from "../synthesized";
import { isAbout } from "./about";
import type { Place, Pods, Whole } from "./place";
import { EVERY_PORT, type Ports, portsOf, portsText } from "./ports";
import type { Direction } from "./rule";
import { by, type Grant, type Layer } from "./way";

const NAMES = { in: ["Ingress", "ingress", "from"], out: ["Egress", "egress", "to"] } as const;

/** Network policies of an environment; none when its network add-on does not enforce them. */
export const policiesIn = (built: Built): readonly Block[] =>
  built.ofType("aws_eks_addon").some(enforcesPolicies) ? built.ofType("kubernetes_network_policy_v1") : [];

const enforcesPolicies = ({ values }: Block): boolean =>
  values.addon_name === "vpc-cni" && ENFORCES_POLICIES.test(String(values.configuration_values));

/** What the network policies for a place let through to or from a peer; nothing when no policy is about the place. */
export function layersOfPolicies(place: Place, direction: Direction, peer: Place, { built, policies }: Whole): Layer[] {
  const { pods } = place;
  if (!pods || pods.isOnHost) return [];
  const applying = applyingTo(pods, direction, policies, built);
  if (applying.length === 0) return [];
  return [
    {
      does: direction === "in" ? "let in by the network policy" : "let out by the network policy",
      otherwise: `the network policy of ${direction === "in" ? "the target" : "the source"} does not let it through`,
      grants: applying.flatMap((policy) => grantsOf(policy, pods, direction, peer, built)),
    },
  ];
}

/** Ranges that a policy lets in. */
export const rangesAdmittedBy = (policy: Block): string[] =>
  toList(lookUp(policy, "spec.ingress").value)
    .flatMap((rule) => toList(toGroup(rule).from))
    .flatMap((peer) => toList(first(toGroup(peer).ip_block).cidr).map(String));

/** Whether a policy is for every pod of its namespace. */
export const isForAllPods = (policy: Block): boolean =>
  mustSelect(first(lookUp(policy, "spec.pod_selector").value), undefined);

/** The policies for some pods, by direction: pods are asked about with every peer. */
const APPLYING = { in: new WeakMap<Pods, readonly Block[]>(), out: new WeakMap<Pods, readonly Block[]>() };

function applyingTo(pods: Pods, direction: Direction, policies: readonly Block[], built: Built): readonly Block[] {
  const known = APPLYING[direction].get(pods);
  if (known) return known;
  const applying = policies.filter((policy) => appliesTo(policy, pods, direction, built));
  APPLYING[direction].set(pods, applying);
  return applying;
}

function appliesTo(policy: Block, pods: Pods, direction: Direction, built: Built): boolean {
  const [type, rules] = NAMES[direction];
  const written = toList(lookUp(policy, "spec.policy_types").value);
  const isOfType = written.length > 0 ? written.includes(type) : direction === "in" || hasRules(policy, rules);
  const selector = first(lookUp(policy, "spec.pod_selector").value);
  return isOfType && namespaceOf(policy, built) === pods.namespace && mustSelect(selector, pods.labels);
}

/** A block that may be written once. */
const first = (value: Json | undefined): Values => toGroup(toList(value)[0]);

const hasRules = (policy: Block, rules: string): boolean => toList(lookUp(policy, `spec.${rules}`).value).length > 0;

/** The namespace of a Kubernetes resource or a Helm release. */
export function namespaceOf(block: Block, built: Built): string {
  const known = NAMESPACES.get(block);
  if (known !== undefined) return known;
  const written = lookUp(block, block.type === "helm_release" ? "namespace" : "metadata.namespace").value;
  const namespace = built.known(written, block) ?? "default";
  NAMESPACES.set(block, namespace);
  return namespace;
}
const NAMESPACES = new WeakMap<Block, string>();

/** Labels that are not known are not restricted by a selector that asks for some, and may be admitted by it. */
const mustSelect = (selector: Values, labels: Pods["labels"]): boolean => selects(selector, labels, false);
const maySelect = (selector: Values, labels: Pods["labels"]): boolean => selects(selector, labels, true);

function selects(selector: Values, labels: Pods["labels"], ifUnknown: boolean): boolean {
  const wanted = Object.entries(toGroup(selector.match_labels));
  const isVague = toList(selector.match_expressions).length > 0;
  if (labels === undefined) return (wanted.length === 0 && !isVague) || ifUnknown;
  return wanted.every(([key, value]) => labels[key] === value) && (!isVague || ifUnknown);
}

function grantsOf(policy: Block, { namespace }: Pods, direction: Direction, peer: Place, built: Built): Grant[] {
  const [, rules, peers] = NAMES[direction];
  return toList(lookUp(policy, `spec.${rules}`).value)
    .map(toGroup)
    .flatMap((rule) => {
      const written = toList(rule[peers]).map(toGroup);
      const about = written.find((one) => isPeer(one, direction, peer, namespace));
      if (written.length > 0 && !about) return [];
      const whom = about ? inWords(about) : "everybody";
      return portsIn(rule, policy, built).map((ports) => ({
        ports,
        by: [by(policy, `${portsText([ports])} ${peers} ${whom}`)],
      }));
    });
}

function isPeer(written: Values, direction: Direction, peer: Place, namespace: string): boolean {
  if (written.ip_block !== undefined) {
    const block = first(written.ip_block);
    const except = toList(block.except).map(String);
    const left = peer.ranges.filter((range) => !except.some((one) => isWithin(range, one)));
    return isAbout(String(block.cidr), { ...peer, ranges: left }, direction);
  }
  if (!peer.pods || peer.pods.isOnHost) return false;
  const isThere =
    written.namespace_selector === undefined
      ? peer.pods.namespace === namespace
      : maySelect(first(written.namespace_selector), peer.pods.namespaceLabels);
  return isThere && maySelect(first(written.pod_selector), peer.pods.labels);
}

const inWords = (written: Values): string => {
  const range = first(written.ip_block).cidr;
  const labels = ["namespace_selector", "pod_selector"].flatMap((key) =>
    Object.values(toGroup(first(written[key]).match_labels)),
  );
  return range === undefined ? `pods ${labels.join(" ")}` : String(range);
};

function portsIn(rule: Values, policy: Block, built: Built): Ports[] {
  const written = toList(rule.ports).map(toGroup);
  if (written.length === 0) return [EVERY_PORT];
  const number = (value: Json | undefined) => built.known(value, policy);
  return written.map(({ port, end_port, protocol }) => portsOf(protocol ?? "tcp", number(port), number(end_port)));
}
