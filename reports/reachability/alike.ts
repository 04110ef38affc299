import { keyOf } from "../built/built";
import type { Block, Values } from "../synthesized";
import type { Place, Whole } from "./place";
import { namespaceOf } from "./policies";

/** Fewer places alike are shown one by one. */
const FEWEST = 9;

/** Places that everything which decides about packets treats alike, shown as one. */
export interface Alike {
  /** The first of them, which stands for all. */
  readonly place: Place;
  readonly second: Place;
  /** Names of all, in their order. */
  readonly members: readonly string[];
}

/**
 * The places of which many are alike: load balancers with the same security groups, subnets and addresses; pods for which the
 * same holds and whose labels, policies and services are the same but for their own names, which nobody else's policy mentions.
 */
export function alikeIn(whole: Whole): Alike[] {
  const byKind = new Map<string, Place[]>();
  const mentioned = mentionedBy(whole);
  for (const place of whole.places) {
    const kind = kindOf(place, whole, mentioned);
    if (kind !== undefined) byKind.set(kind, [...(byKind.get(kind) ?? []), place]);
  }
  return [...byKind.values()]
    .filter((same) => same.length >= FEWEST)
    .map(([place, second, ...others]) => ({
      place: place as Place,
      second: second as Place,
      members: [place, second, ...others].map((one) => (one as Place).name),
    }));
}

/** What tells places apart in everything that decides about packets; undefined where a place is one of its kind. */
function kindOf(place: Place, whole: Whole, mentioned: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const { block, groups, subnets, ranges, publicBy, answersOn, pods } = place;
  const where = JSON.stringify([groups, subnets.map(keyOf), ranges, publicBy.map(keyOf), answersOn]);
  if (block?.type === "kubernetes_ingress_v1" && pods === undefined) return `balancer ${where}`;
  if (block?.type !== "kubernetes_deployment_v1" || !pods?.labels || pods.isOnHost) return undefined;
  const own = [pods.namespace, ...Object.values(pods.labels).map(String)];
  const isMentioned = own.some((name) => [...(mentioned.get(name) ?? [])].some((space) => space !== pods.namespace));
  if (isMentioned) return undefined;
  const inNamespace = (blocks: readonly Block[]) =>
    blocks.filter((one) => namespaceOf(one, whole.built) === pods.namespace).map(({ values }) => specOf(values));
  const decided = [
    pods.namespaceLabels,
    pods.labels,
    inNamespace(whole.policies),
    inNamespace(whole.built.ofType("kubernetes_service_v1")),
  ];
  return `pods ${where} ${JSON.stringify(decided, (_, value) => (own.includes(value) ? "its own" : value))}`;
}

const specOf = ({ spec }: Values): unknown => spec;

/** Every text in the selectors and peers of policies, and the namespaces of those policies. */
function mentionedBy({ policies, built }: Whole): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const policy of policies) {
    const namespace = namespaceOf(policy, built);
    JSON.stringify(policy.values.spec ?? null, (_, value) => {
      if (typeof value === "string") found.set(value, (found.get(value) ?? new Set()).add(namespace));
      return value;
    });
  }
  return found;
}
