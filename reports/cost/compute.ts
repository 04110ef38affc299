import { blockIn, blocksIn, type Json, textsOf } from "../synthesized";
import { type Charge, ofType, type Pricer, referredBy, text } from "./charge";
import { eksCluster } from "./control-plane";
import { loadBalancerCharges } from "./load-balancer";

/** A volume. Types other than gp2 and gp3 have no price yet and are listed so. */
const volume = (what: string, type: Json | undefined, sizeGb: Json | undefined, count = 1): Charge => ({
  what: `${what}, ${text(sizeGb)} GB each`,
  price: `ebs-${text(type) ?? "gp2"}`,
  count: Number(sizeGb) * count,
  part: "storage and networking",
});

const detailedMonitoring = (count: number): Charge => ({
  what: "detailed monitoring",
  price: "ec2-detailed-monitoring",
  count,
  part: "keys and monitoring",
});

const publicAddress: Charge = { what: "public address", price: "ipv4", count: 1, part: "storage and networking" };

/** Nodes at their desired number, as the first of their types: which one spot gives is not known before. */
const nodeGroup: Pricer = (group, surroundings) => {
  const nodes = Number(blockIn(group.values, "scaling_config").desired_size);
  const isSpot = group.values.capacity_type === "SPOT";
  const [type = "of no type"] = textsOf(group.values.instance_types);
  const compute: Charge = {
    what: `${nodes} ${isSpot ? "spot " : ""}nodes ${type}`,
    price: `ec2:${type}`,
    count: nodes * (isSpot ? surroundings.usage.spotPercent / 100 : 1),
    part: "nodes",
    ...(isSpot && { assumes: ["spotPercent"] as const }),
  };
  const [template] = referredBy(blockIn(group.values, "launch_template").id, group, surroundings);
  const disks = blocksIn(template?.values ?? {}, "block_device_mappings").map((mapping) => blockIn(mapping, "ebs"));
  const isMonitored = blockIn(template?.values ?? {}, "monitoring").enabled === true;
  return [
    compute,
    ...disks.map((disk) => volume("root volumes", disk.volume_type, disk.volume_size, nodes)),
    ...(isMonitored ? [detailedMonitoring(nodes)] : []),
  ];
};

/** An elastic address replaces the one an instance gets by itself, so only one of them is paid. */
const instance: Pricer = (server, surroundings) => {
  const hasElastic = [...ofType(surroundings, "aws_eip"), ...ofType(surroundings, "aws_eip_association")].some(
    (owner) => referredBy(owner.values.instance ?? owner.values.instance_id, owner, surroundings).includes(server),
  );
  const type = text(server.values.instance_type) ?? "of no type";
  const disks = [...blocksIn(server.values, "root_block_device"), ...blocksIn(server.values, "ebs_block_device")];
  return [
    { what: `instance ${type}`, price: `ec2:${type}`, count: 1, part: "delivery" },
    ...disks.map((disk) => volume("volume", disk.volume_type, disk.volume_size)),
    ...(server.values.monitoring === true ? [detailedMonitoring(1)] : []),
    ...(server.values.associate_public_ip_address === true && !hasElastic ? [publicAddress] : []),
  ];
};

const ebsVolume: Pricer = ({ values }) => [volume("volume", values.type, values.size)];

const ecrRepository: Pricer = (_, { usage }) => [
  { what: "images", price: "ecr", count: usage.imageGb, part: "storage and networking", assumes: ["imageGb"] },
];

const bucket: Pricer = (_, { usage }) => [
  { what: "objects", price: "s3", count: usage.bucketGb, part: "storage and networking", assumes: ["bucketGb"] },
];

const natGateway: Pricer = (_, surroundings) => {
  const gateways = ofType(surroundings, "aws_nat_gateway").length;
  const count = surroundings.usage.natGb / gateways;
  return [
    { what: "NAT gateway", price: "nat", count: 1, part: "NAT gateway" },
    { what: "its share of the data", price: "nat-data", count, part: "NAT gateway", assumes: ["natGb"] },
  ];
};

const endpoint: Pricer = (found, surroundings) => {
  if (found.values.vpc_endpoint_type !== "Interface") return [];
  const zones = referredBy(found.values.subnet_ids, found, surroundings).length;
  const known = { what: `endpoint in ${zones} zones`, count: zones };
  const where = zones > 0 ? known : { what: "endpoint in subnets that cannot be told", count: Number.NaN };
  return [{ ...where, price: "endpoint", part: "storage and networking" }];
};

/** A load balancer of Terraform's own; those of ingresses are priced with them. */
const loadBalancer: Pricer = (found, surroundings) => {
  const zones = referredBy(found.values.subnets, found, surroundings).length;
  return loadBalancerCharges(
    text(found.values.name) ?? found.name,
    surroundings,
    found.values.internal === true ? 0 : zones,
  );
};

/** What computes, stores files, or carries traffic. */
export const COMPUTE: Readonly<Record<string, Pricer>> = {
  aws_ebs_volume: ebsVolume,
  aws_ecr_repository: ecrRepository,
  aws_eip: () => [publicAddress],
  aws_eks_cluster: eksCluster,
  aws_eks_node_group: nodeGroup,
  aws_instance: instance,
  aws_lb: loadBalancer,
  aws_nat_gateway: natGateway,
  aws_s3_bucket: bucket,
  aws_vpc_endpoint: endpoint,
};
