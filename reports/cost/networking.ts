import type { Block } from "../synthesized";
import { type Charge, ofType, type Pricer, referredBy, type Surroundings, text, UNTOLD } from "./charge";
import { eksCluster } from "./control-plane";
import { loadBalancerCharges } from "./load-balancer";
import { publicAddress } from "./machines";

const ecrRepository: Pricer = (_, { usage }) => [
  { what: "images", price: "ecr", count: usage.imageGb, part: "storage and networking", assumes: ["imageGb"] },
];

const bucket: Pricer = (_, { usage }) => [
  { what: "objects", price: "s3", count: usage.bucketGb, part: "storage and networking", assumes: ["bucketGb"] },
];

/** A regional gateway is paid in every zone that it is in, which nothing here tells. */
const natGateway: Pricer = (gateway, surroundings) => {
  const gateways = ofType(surroundings, "aws_nat_gateway").length;
  const count = surroundings.usage.natGb / gateways;
  const isRegional = gateway.values.availability_mode === "regional";
  const part = "NAT gateway";
  return [
    { what: "NAT gateway", price: "nat", count: isRegional ? UNTOLD : 1, part },
    { what: "its share of the data", price: "nat-data", count, part, assumes: ["natGb"] },
    ...crossZone(surroundings, gateways, count),
  ];
};

/** Zones without a gateway of their own reach one in another zone, which is paid in both directions. */
function crossZone(surroundings: Surroundings, gateways: number, dataGb: number): Charge[] {
  const zones = zonesOf(ofType(surroundings, "aws_subnet"));
  const others = (zones - gateways) / zones;
  if (!(others > 0)) return [];
  const what = `data of ${zones - gateways} of ${zones} zones to it, in both directions`;
  return [{ what, price: "cross-az", count: dataGb * others * 2, part: "NAT gateway", assumes: ["natGb"] }];
}

const zonesOf = (subnets: readonly Block[]): number =>
  new Set(subnets.flatMap(({ values }) => text(values.availability_zone) ?? [])).size;

const endpoint: Pricer = (found, surroundings) => {
  const kind = text(found.values.vpc_endpoint_type) ?? "Gateway";
  if (kind === "Gateway") return [];
  const zones = referredBy(found.values.subnet_ids, found, surroundings).length;
  const known = { what: `endpoint in ${zones} zones`, count: zones };
  const where = zones > 0 ? known : { what: "endpoint in subnets that cannot be told", count: UNTOLD };
  return [{ ...where, price: kind === "Interface" ? "endpoint" : `endpoint-${kind}`, part: "storage and networking" }];
};

/** A load balancer of Terraform's own; those of ingresses are priced with them. */
const loadBalancer: Pricer = (found, surroundings) => {
  const { name, internal, subnets, load_balancer_type } = found.values;
  const zones = referredBy(subnets, found, surroundings).length;
  const publicZones = internal === true ? 0 : zones;
  return loadBalancerCharges(text(name) ?? found.name, surroundings, publicZones, text(load_balancer_type));
};

/** What carries traffic or stores files. */
export const NETWORKING: Readonly<Record<string, Pricer>> = {
  aws_alb: loadBalancer,
  aws_ecr_repository: ecrRepository,
  aws_eip: () => [publicAddress],
  aws_eks_cluster: eksCluster,
  aws_lb: loadBalancer,
  aws_nat_gateway: natGateway,
  aws_route53_zone: () => [{ what: "hosted zone", price: "hosted-zone", count: 1, part: "storage and networking" }],
  aws_s3_bucket: bucket,
  aws_vpc_endpoint: endpoint,
};
