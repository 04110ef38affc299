import { type Built, keyOf, textAt } from "../built/built";
import type { Thing } from "../built/things";
import type { Block } from "../synthesized";

/** Somebody outside of the VPC who is named by a range of addresses. */
export interface Peer {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Traffic that a rule of a security group lets in. */
export interface Flow {
  readonly from: Thing | Peer;
  readonly to: Thing;
  /** `443`, `30000–32767`, `all ports` */
  readonly ports: readonly string[];
  /** The rules that allow it, sorted. */
  readonly rules: readonly string[];
}

/** Traffic between things, and from outside, by every ingress rule of the environment; a pair has all its ports. */
export function flowsIn(built: Built, things: readonly Thing[]): Flow[] {
  const single = built.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
    const holders = things.filter((thing) => holds(thing, built.follow(rule, "security_group_id")));
    return sourcesOf(rule, built, things).flatMap((from) =>
      holders
        .filter((to) => to.id !== from.id)
        .map((to): Flow => ({ from, to, ports: [portsOf(rule)], rules: [keyOf(rule)] })),
    );
  });
  const byPair = new Map<string, Flow>();
  for (const flow of single) {
    const pair = `${flow.from.id} ${flow.to.id}`;
    byPair.set(pair, merged(byPair.get(pair), flow));
  }
  return [...byPair.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, flow]) => flow);
}

/** Whether an end of a flow is outside of the VPC. */
export const isPeer = (end: Thing | Peer): end is Peer => !("subnets" in end);

function sourcesOf(rule: Block, built: Built, things: readonly Thing[]): (Thing | Peer)[] {
  const range = textAt(rule, "cidr_ipv4") ?? textAt(rule, "cidr_ipv6") ?? textAt(rule, "prefix_list_id");
  if (range !== undefined) return [peerOf(range)];
  const groups = built.follow(rule, "referenced_security_group_id");
  return things.filter((thing) => holds(thing, groups));
}

function peerOf(range: string): Peer {
  const isEverybody = range === "0.0.0.0/0" || range === "::/0";
  return {
    id: `outside/${range}`,
    title: isEverybody ? "Internet" : range,
    lines: [isEverybody ? range : "named range"],
  };
}

const holds = (thing: Thing, groups: readonly Block[]): boolean =>
  thing.groups.some((group) => groups.some((other) => other.address === group.address && other.stack === group.stack));

function portsOf(rule: Block): string {
  const [from, to] = [textAt(rule, "from_port"), textAt(rule, "to_port")];
  if (textAt(rule, "ip_protocol") === "-1" || from === undefined || from === "-1") return "all ports";
  return to === undefined || to === from ? from : `${from}–${to}`;
}

function merged(known: Flow | undefined, flow: Flow): Flow {
  const ports = [...new Set([...(known?.ports ?? []), ...flow.ports])].sort(
    (a, b) => parseInt(a, 10) - parseInt(b, 10),
  );
  return { ...flow, ports, rules: [...new Set([...(known?.rules ?? []), ...flow.rules])].sort() };
}
