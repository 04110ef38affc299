import type { Pods } from "../built/apps";
import type { Subnet } from "../built/network";
import type { Thing } from "../built/things";
import { type Flow, isPeer } from "./flows";
import { carriesPods, type Parts, placeOf, podPlaceOf } from "./parts";
import type { Arrow } from "./picture";

/** The flows as arrows between places: within each zone both ends share, else between the first place of each. */
export function arrowsOf(parts: Parts): Arrow[] {
  const subnets = parts.networks.flatMap((network) => network.subnets);
  const placesOf = (thing: Thing) => subnets.filter(({ block }) => thing.subnets.includes(block));
  return parts.flows.flatMap((flow) => {
    const ends = endsOf(flow, parts.pods);
    const isRequest = isOnRequestPath(flow, parts);
    if (isPeer(flow.from)) {
      const { id } = flow.from;
      return placesOf(flow.to).flatMap((to) =>
        ends.map(({ label, target }) => ({ from: id, to: target(to), label: [label], isRequest })),
      );
    }
    const from = flow.from;
    return pairs(placesOf(from), placesOf(flow.to)).flatMap(([source, sink]) =>
      ends.map(({ label, target }) => ({ from: placeOf(from, source), to: target(sink), label: [label], isRequest })),
    );
  });
}

function pairs(from: readonly Subnet[], to: readonly Subnet[]): [Subnet, Subnet][] {
  const near = from.flatMap((source) => {
    const sink = to.find(({ zone }) => zone === source.zone);
    return sink ? [[source, sink] as [Subnet, Subnet]] : [];
  });
  const [source, sink] = [from[0], to[0]];
  return near.length === 0 && source && sink ? [[source, sink]] : near;
}

interface End {
  readonly label: string;
  readonly target: (subnet: Subnet) => string;
}

/** Where a flow ends: packets for the port of pods with `ip` targets go straight to the pods, all others to the thing. */
function endsOf({ to, ports }: Flow, pods: readonly Pods[]): End[] {
  const isNodes = carriesPods(to);
  const straight = pods.flatMap((it) =>
    it.ports
      .filter(({ on, port }) => isNodes && on === "pod" && ports.includes(`${port}`))
      .map(({ port }) => ({ label: `${port}`, target: (subnet: Subnet) => podPlaceOf(it, to, subnet) })),
  );
  const others = ports.filter((port) => !straight.some(({ label }) => label === port));
  return [
    ...(others.length > 0 ? [{ label: others.join(", "), target: (subnet: Subnet) => placeOf(to, subnet) }] : []),
    ...straight,
  ];
}

/** From outside to a load balancer, from it to nodes or pods, and from these to the data stores the applications use. */
function isOnRequestPath({ from, to }: Flow, { pods }: Parts): boolean {
  if (isPeer(from)) return isLoadBalancer(to);
  return isLoadBalancer(from) || (carriesPods(from) && pods.some(({ stores }) => stores.includes(to.id)));
}

const isLoadBalancer = ({ block }: Thing): boolean => block.type === "kubernetes_ingress_v1";
