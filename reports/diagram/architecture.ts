import { loadBalancersIn, type Pods, podsIn } from "../built/apps";
import { Built, keyOf, textAt } from "../built/built";
import { type Network, networksIn, type Subnet } from "../built/network";
import { type Thing, thingsIn } from "../built/things";
import type { SynthesizedEnvironment } from "../synthesized";
import { arrowsOf } from "./arrows";
import { balancersAsDrawn, podsAsDrawn } from "./crowd";
import { type Flow, flowsIn, isPeer, type Peer } from "./flows";
import { shorten } from "./measure";
import { carriesPods, type Parts, placeOf, podPlaceOf } from "./parts";
import type { Box, Picture } from "./picture";
import { factsOf } from "./sentences";
import { servicesIn } from "./services";

const LEGEND = [
  "Arrows: traffic that security groups let in, with its ports; drawn within a zone, allowed between zones too.",
  "Strong arrows: the way of a visitor's request. Dashed boxes: in one of these places, chosen by AWS or Kubernetes.",
];

/** What is where in an environment, and what may talk to what, from its synthesized stacks. */
export function drawArchitecture(environment: SynthesizedEnvironment): Picture {
  const built = new Built(environment);
  const [machines, balancers] = [thingsIn(built), loadBalancersIn(built)];
  const partsOf = (things: readonly Thing[], pods: readonly Pods[]): Parts => ({
    networks: networksIn(built),
    things,
    pods,
    flows: flowsIn(built, things),
  });
  const parts = partsOf([...machines, ...balancers], podsIn(built));
  const drawn = partsOf([...machines, ...balancersAsDrawn(balancers)], podsAsDrawn(parts.pods));
  const services = servicesIn(built);
  return {
    title: `Architecture of ${environment.name}`,
    description: describe(parts),
    facts: factsOf(parts),
    boxes: [...peersOf(drawn.flows).map(toPeerBox), ...drawn.networks.map((network) => toVpcBox(network, drawn))],
    arrows: arrowsOf(drawn),
    ...(services.length > 0 && { below: { title: "In the region, outside of the VPC", boxes: services } }),
    legend: LEGEND,
  };
}

/** Named ranges, then everybody. */
const peersOf = (flows: readonly Flow[]): Peer[] =>
  [
    ...new Map(
      flows
        .map(({ from }) => from)
        .filter(isPeer)
        .map((peer) => [peer.id, peer]),
    ).values(),
  ].sort((a, b) => (a.id > b.id ? -1 : 1));

const toPeerBox = ({ id, title, lines }: Peer): Box => ({
  id,
  kind: "outside",
  title: shorten(title),
  lines: lines.map((it) => shorten(it)),
});

function toVpcBox({ vpc, subnets }: Network, parts: Parts): Box {
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  const inZone = (zone: string) => subnets.filter((subnet) => subnet.zone === zone);
  return {
    id: keyOf(vpc),
    kind: "vpc",
    title: `VPC ${shorten(textAt(vpc, "tags.Name") ?? vpc.name)}`,
    lines: [shorten(textAt(vpc, "cidr_block") ?? "")],
    children: zones.map((zone) => ({
      id: `${keyOf(vpc)}/${zone}`,
      kind: "zone",
      title: shorten(zone),
      children: inZone(zone).map((subnet) => toSubnetBox(subnet, parts)),
    })),
  };
}

function toSubnetBox(subnet: Subnet, { things, pods }: Parts): Box {
  const here = things.filter(({ subnets }) => subnets.includes(subnet.block));
  return {
    id: keyOf(subnet.block),
    kind: subnet.isPublic ? "public" : "private",
    title: `${subnet.isPublic ? "Public" : "Private"} subnet`,
    lines: [shorten(subnet.range), shorten(`out: ${subnet.wayOut}`)],
    children: here.map((thing) => toThingBox(thing, subnet, pods)),
  };
}

function toThingBox(thing: Thing, subnet: Subnet, pods: readonly Pods[]): Box {
  const box = {
    id: placeOf(thing, subnet),
    title: shorten(thing.title),
    lines: thing.lines.map((it) => shorten(it, 44)),
  };
  if (!carriesPods(thing) || pods.length === 0) return { ...box, kind: "thing", isOneOf: thing.isOneOf };
  const children = pods.map(
    (it): Box => ({
      id: podPlaceOf(it, thing, subnet),
      kind: "thing",
      title: shorten(it.title),
      lines: it.lines,
      isOneOf: it.isOneOf,
    }),
  );
  return { ...box, kind: "nodes", children };
}

function describe({ networks, things, flows }: Parts): string {
  const zones = new Set(networks.flatMap(({ subnets }) => subnets.map(({ zone }) => zone)));
  const titles = [...new Set(things.map(({ title }) => title))].join(", ");
  return `A VPC over ${zones.size} zones with ${titles || "nothing in its subnets yet"}; ${flows.length} kinds of traffic are allowed in.`;
}
