import { selects } from "../built/apps";
import { lookUp } from "../built/look-up";
import { type Block, type Json, toGroup, toList, type Values } from "../synthesized";
import { layersBetween } from "./layers";
import { isNodes, type Place, type Whole } from "./place";
import { layersOfPolicies, namespaceOf } from "./policies";
import { includedIn, tcp } from "./ports";
import { by, combine, type Layer, type Way } from "./way";

/** Ways to pods over a port of their nodes: whoever reaches that port reaches the pods behind the service. */
export function waysOverNodePorts(from: Place, to: Place, whole: Whole): Way[] {
  const nodes = whole.places.filter(isNodes);
  return servicesOf(to, whole).flatMap((service) =>
    portsOf(service).flatMap((port) =>
      nodes.flatMap((node) => {
        const toNode = combine(layersBetween(from, node, whole)).filter(({ ports }) =>
          includedIn(tcp(port.node), ports),
        );
        const toPods = combine([passesOn(service, port), ...admission(from, node, to, service, whole)]);
        return toNode.flatMap((way) => toPods.map(({ ports, steps }) => ({ ports, steps: [...way.steps, ...steps] })));
      }),
    ),
  );
}

interface NodePort {
  readonly node: number;
  readonly target: number;
}

/** A named target port is not known and has no number; the port of the service stands for it. */
const portsOf = (service: Block): NodePort[] =>
  toList(lookUp(service, "spec.port").value)
    .map(toGroup)
    .filter(({ node_port }) => node_port !== undefined)
    .map(({ node_port, target_port, port }) => ({
      node: Number(node_port),
      target: Number(target_port) || Number(port),
    }));

/** Services of the namespace that send packets to the pods. */
function servicesOf({ pods }: Place, { built }: Whole): readonly Block[] {
  const { labels } = pods ?? {};
  if (!pods || labels === undefined) return [];
  const known = SERVICES.get(pods);
  if (known) return known;
  const services = built
    .ofType("kubernetes_service_v1")
    .filter((service) => namespaceOf(service, built) === pods.namespace && selects(service, labels as Values));
  SERVICES.set(pods, services);
  return services;
}
const SERVICES = new WeakMap<object, readonly Block[]>();

const passesOn = (service: Block, { node, target }: NodePort): Layer => ({
  does: "passed on by the node",
  otherwise: "",
  grants: [{ ports: tcp(target), by: [by(service, `port ${node} of every node to port ${target} of the pods`)] }],
});

/** A node puts its own address into what it passes on, unless the service keeps packets on their node. */
function admission(from: Place, node: Place, to: Place, service: Block, whole: Whole): Layer[] {
  const keepsSource: Json | undefined = lookUp(service, "spec.external_traffic_policy").value;
  return layersOfPolicies(to, "in", keepsSource === "Local" ? from : node, whole);
}
