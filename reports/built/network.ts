import type { Block } from "../synthesized";
import { type Built, textAt } from "./built";
import { isInternet } from "./ranges";

/** A subnet with the way its packets take out of the VPC. */
export interface Subnet {
  readonly block: Block;
  readonly zone: string;
  readonly range: string;
  /** Whether its route table leads to an internet gateway. */
  readonly isPublic: boolean;
  /** `internet gateway`, `NAT in us-east-1a`, `nowhere` */
  readonly wayOut: string;
}

/** A VPC and its subnets by zone and range, public ones first. */
export interface Network {
  readonly vpc: Block;
  readonly subnets: readonly Subnet[];
}

/** Every VPC of an environment. */
export const networksIn = (built: Built): Network[] =>
  built.ofType("aws_vpc").map((vpc) => ({
    vpc,
    subnets: built
      .ofType("aws_subnet")
      .filter((subnet) => built.follow(subnet, "vpc_id").includes(vpc))
      .map((block) => subnetOf(block, built))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
  }));

const orderOf = ({ zone, isPublic, range }: Subnet): string => `${zone} ${isPublic ? 0 : 1} ${range}`;

function subnetOf(block: Block, built: Built): Subnet {
  const gateways = waysOutOf(block, built).flatMap((way) => way.gateways);
  const nat = gateways.find(({ type }) => type === "aws_nat_gateway");
  const isPublic = gateways.some(({ type }) => type === "aws_internet_gateway");
  const [natSubnet] = nat ? built.follow(nat, "subnet_id") : [];
  return {
    block,
    zone: textAt(block, "availability_zone") ?? "a zone of AWS's choice",
    range: textAt(block, "cidr_block") ?? "",
    isPublic,
    wayOut: isPublic ? "internet gateway" : natSubnet ? `NAT in ${textAt(natSubnet, "availability_zone")}` : "nowhere",
  };
}

/** A route to the internet and where it leads. */
export interface WayOut {
  readonly route: Block;
  readonly gateways: readonly Block[];
}

/** Routes to the internet in the tables that are associated with a subnet. */
export function waysOutOf(subnet: Block, built: Built): WayOut[] {
  const tables = built
    .ofType("aws_route_table_association")
    .filter((association) => built.follow(association, "subnet_id").includes(subnet))
    .flatMap((association) => built.follow(association, "route_table_id"));
  return internetRoutesIn(built)
    .filter((route) => built.follow(route, "route_table_id").some((table) => tables.includes(table)))
    .map((route) => ({ route, gateways: gatewaysOf(route, built) }));
}

/** Routes that lead to the internet, or to so much of it that it makes no difference. */
export const internetRoutesIn = (built: Built): Block[] =>
  built
    .ofType("aws_route")
    .filter((route) =>
      ["destination_cidr_block", "destination_ipv6_cidr_block"].some((key) => isInternet(textAt(route, key) ?? "")),
    );

/** The internet or NAT gateway that a route leads to; nothing when it leads to anything else. */
export const gatewaysOf = (route: Block, built: Built): Block[] => [
  ...built.follow(route, "gateway_id", "aws_internet_gateway"),
  ...built.follow(route, "nat_gateway_id", "aws_nat_gateway"),
];
