import { type Block, blockIn, blocksIn, textsOf } from "../synthesized";
import { loadBalancers, nodes, pods } from "./cluster-places";
import { at, type Find, ofType, type Place, type Role, subnetsIn, type Whole } from "./place";
import { isInternet } from "./ranges";
import { nameOf, text } from "./references";
import { clusterGroupOf } from "./rules";

const outside = (role: Role, name: string, ranges: readonly string[]): Place => ({
  role,
  name,
  groups: [],
  subnets: [],
  ranges,
});

/** Ranges that some rule admits, and that are neither the internet nor inside the VPC: offices, VPNs, partners. */
const offices: Find = (whole) => {
  const vpcs = ofType(whole, "aws_vpc").map(({ values }) => String(values.cidr_block));
  const named = [
    ...whole.rules.flatMap(({ direction, peerRange }) => (direction === "in" && peerRange ? [peerRange] : [])),
    ...ofType(whole, "aws_eks_cluster").flatMap(({ values }) =>
      textsOf(blockIn(values, "vpc_config").public_access_cidrs),
    ),
  ];
  const inVpc = new Set([...vpcs, ...whole.subnets.map(({ range }) => range)]);
  const ranges = [...new Set(named)].filter((range) => !isInternet(range) && !inVpc.has(range)).sort();
  return ranges.map((range) => outside("office", range, [range]));
};

const servers: Find = (whole) =>
  ofType(whole, "aws_instance").map((server) => {
    const { values, stack } = server;
    const { references } = whole;
    const isHere = (owner: Block) =>
      references.one(owner.values.instance ?? owner.values.instance_id, owner.stack) === `${nameOf(server)}.id`;
    const elastic = [...ofType(whole, "aws_eip"), ...ofType(whole, "aws_eip_association")].find(isHere);
    const publicBy = elastic
      ? nameOf(elastic)
      : values.associate_public_ip_address === true
        ? nameOf(server)
        : undefined;
    return {
      role: "server",
      name: text(blockIn(values, "tags").Name) ?? server.name,
      groups: references.resolve(values.vpc_security_group_ids, stack),
      ...at(subnetsIn(whole, values.subnet_id, stack)),
      ...(publicBy && { publicBy }),
    };
  });

const store =
  (role: Role, type: string, groups: string, subnetGroup: string, named: string): Find =>
  (whole) =>
    ofType(whole, type).map((found) => {
      const { values, stack } = found;
      const isOf = (group: Block) => whole.references.one(values[named], stack) === `${nameOf(group)}.name`;
      const group = ofType(whole, subnetGroup).find(isOf);
      const subnets = group ? subnetsIn(whole, group.values.subnet_ids, group.stack) : [];
      return {
        role,
        name: role,
        groups: whole.references.resolve(values[groups], stack),
        ...at(subnets),
        ...(values.publicly_accessible === true && { publicBy: nameOf(found) }),
      };
    });

/** Load balancers that Terraform makes itself; those of ingresses are in the cluster's places. */
const balancers: Find = (whole) =>
  ofType(whole, "aws_lb").map((balancer) => {
    const { values, stack, name } = balancer;
    return {
      role: "load balancer",
      name: `load balancer ${text(values.name) ?? name}`,
      groups: whole.references.resolve(values.security_groups, stack),
      ...at(subnetsIn(whole, values.subnets, stack)),
      ...(values.internal !== true && { publicBy: nameOf(balancer) }),
    };
  });

const controlPlanes: Find = (whole) =>
  ofType(whole, "aws_eks_cluster").map((cluster) => {
    const [config] = blocksIn(cluster.values, "vpc_config");
    return {
      role: "control plane",
      name: "control plane",
      groups: [clusterGroupOf(cluster), ...whole.references.resolve(config?.security_group_ids, cluster.stack)],
      ...at(subnetsIn(whole, config?.subnet_ids, cluster.stack)),
      ...(config?.endpoint_public_access !== false && { publicBy: nameOf(cluster) }),
    };
  });

const FINDERS: readonly Find[] = [
  () => [outside("internet", "internet", ["0.0.0.0/0"])],
  offices,
  loadBalancers,
  balancers,
  nodes,
  pods,
  servers,
  store("database", "aws_db_instance", "vpc_security_group_ids", "aws_db_subnet_group", "db_subnet_group_name"),
  store(
    "cache",
    "aws_elasticache_replication_group",
    "security_group_ids",
    "aws_elasticache_subnet_group",
    "subnet_group_name",
  ),
  controlPlanes,
];

/** Every place of an environment, from the internet inwards. */
export const placesOf = (whole: Whole): Place[] => FINDERS.flatMap((find) => find(whole));
