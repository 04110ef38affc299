import type { Built } from "../built/built";
import { waysOutOf } from "../built/network";
import { isPublicRange } from "../built/ranges";
import { type Block, entryOf } from "../synthesized";
import { isControlPlane, isInternetPlace, isOutside, type Place } from "./place";
import { EVERY_PORT } from "./ports";
import { by, type Grant, type Layer } from "./way";

/** What packets need to enter or leave the VPC; inside of it every subnet has a route to every other. */
export function layersAtTheEdge(from: Place, to: Place, built: Built): Layer[] {
  if (isOutside(from)) return comesByPrivateWay(from) ? [PRIVATE_WAY] : entrance(to, built);
  return isInternetPlace(to) ? [exit(from, built)] : [];
}

const comesByPrivateWay = (from: Place): boolean =>
  !isInternetPlace(from) && !from.ranges.some((range) => isPublicRange(range));

/** A private range that is let in must come from somewhere, even if nothing of it is made here. */
const PRIVATE_WAY: Layer = {
  does: "comes by a VPN or peering that these stacks do not make",
  otherwise: "",
  grants: [{ ports: EVERY_PORT, by: [] }],
};

function entrance(to: Place, built: Built): Layer[] {
  const address: Layer = {
    does: "has an address of the internet",
    otherwise: "it has no address of the internet",
    grants: to.pods ? [] : to.publicBy.map((block) => everything(by(block, inWords(block)))),
  };
  if (isControlPlane(to)) return [address];
  return [
    address,
    {
      does: "comes through the internet gateway",
      otherwise: "its subnets have no route to an internet gateway",
      grants: to.subnets.flatMap((subnet) => routesTo("aws_internet_gateway", subnet, built)),
    },
  ];
}

const exit = (from: Place, built: Built): Layer => ({
  does: "leaves by the route",
  otherwise: "its subnets have no route to the internet that it can use",
  grants: from.subnets.flatMap((subnet) => [
    ...(from.publicBy.length > 0 ? routesTo("aws_internet_gateway", subnet, built) : []),
    ...routesTo("aws_nat_gateway", subnet, built),
  ]),
});

const routesTo = (type: string, subnet: Block, built: Built): Grant[] =>
  waysOutOf(subnet, built)
    .filter(({ gateways }) => gateways.some((gateway) => gateway.type === type))
    .map(({ route }) => everything(by(route, entryOf(DESTINATIONS, type) ?? type)));

const DESTINATIONS: Readonly<Record<string, string>> = {
  aws_internet_gateway: "the internet gateway",
  aws_nat_gateway: "the NAT gateway, which lets in answers and nothing else",
};

const everything = (one: Grant["by"][number]): Grant => ({ ports: EVERY_PORT, by: [one] });

/** How a block gives a public address. */
const inWords = ({ type }: Block): string => entryOf(PUBLIC, type) ?? "a public address";

const PUBLIC: Readonly<Record<string, string>> = {
  aws_db_instance: "publicly_accessible",
  aws_eip: "an Elastic IP address",
  aws_eip_association: "an Elastic IP address",
  aws_eks_cluster: "the public endpoint of the cluster",
  aws_lb: "internet-facing",
  aws_subnet: "map_public_ip_on_launch",
  kubernetes_ingress_v1: "internet-facing",
};
