import { isWithin } from "../../../built/ranges";
import { isSame } from "../../../built/values";
import type { ResourceChange } from "../../../plan";
import { isGroup, type Json, textsOf, toList, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { opened } from "./opened";

/** Somebody that a network policy lets in or out, over ports. */
interface Peer {
  readonly direction: "ingress" | "egress";
  /** Undefined: everybody. */
  readonly from: Json | undefined;
  /** Undefined: every port. */
  readonly port: Json | undefined;
}

function peersOf(values: Values | null): Peer[] {
  const spec = valueAt(values, "spec");
  const own = Array.isArray(spec) ? spec[0] : spec;
  if (!isGroup(own)) return [];
  return (["ingress", "egress"] as const).flatMap((direction) =>
    toList(own[direction]).flatMap((rule) => {
      const { from, to, ports, port } = isGroup(rule) ? rule : ({} as Values);
      const peers = toList(direction === "ingress" ? from : to).filter((peer) => !isNothing(peer));
      const over = toList(ports ?? port).filter((one) => !isNothing(one));
      return orAll(peers).flatMap((who) => orAll(over).map((one): Peer => ({ direction, from: who, port: one })));
    }),
  );
}

const orAll = (list: readonly Json[]): readonly (Json | undefined)[] => (list.length > 0 ? list : [undefined]);

const isNothing = (value: Json): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

const isPeerCovered = (inner: Peer, outer: Peer): boolean =>
  inner.direction === outer.direction &&
  (outer.port === undefined || (inner.port !== undefined && isSame(inner.port, outer.port))) &&
  (outer.from === undefined ||
    (inner.from !== undefined && (isSame(inner.from, outer.from) || isBlockWithin(inner.from, outer.from))));

function isBlockWithin(inner: Json, outer: Json): boolean {
  const [a, b] = [valueAt(inner, "ip_block.cidr"), valueAt(outer, "ip_block.cidr")];
  return (
    typeof a === "string" &&
    typeof b === "string" &&
    isWithin(a, b) &&
    toList(valueAt(outer, "ip_block.except")).length === 0
  );
}

/** What a network policy lets in or out and did not before. */
export function networkPolicyRisks({ before, after }: ResourceChange): Risk[] {
  if (!before) return [];
  const [old, now] = [peersOf(before), peersOf(after)];
  const widened = now.filter((peer) => !old.some((other) => isPeerCovered(peer, other)));
  const types = (side: Values | null) => textsOf(valueAt(side, "spec.policy_types"));
  const lost = types(before).filter((type) => types(after).length > 0 && !types(after).includes(type));
  const isElsewhere = !isSame(valueAt(before, "spec.pod_selector"), valueAt(after, "spec.pod_selector"));
  const isGuarded = (direction: Peer["direction"]) => isTypeOf(before, direction);
  const more = widened.filter(({ direction }) => isGuarded(direction));
  if (more.length === 0 && lost.length === 0 && !isElsewhere) return [];
  const what =
    more.length > 0
      ? "pods can be reached by, or reach, more than before"
      : "pods that it shielded may be reached from everywhere in the cluster";
  const everybody = more.some(({ from }) => from === undefined);
  return [
    opened(what, "Name the pods, namespaces and ports that need it.", ["spec"], everybody ? "everybody" : undefined),
  ];
}

/** Whether a policy shields a direction: it says so, or has rules for it; ingress is shielded unless types say otherwise. */
function isTypeOf(values: Values | null, direction: Peer["direction"]): boolean {
  const types = textsOf(valueAt(values, "spec.policy_types"));
  return types.length === 0 ? direction === "ingress" : types.some((type) => type.toLowerCase() === direction);
}
