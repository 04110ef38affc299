import { type Ask, type Item, itemsOf, type Row, tagsOf, textOf } from "../row";
import { below } from "./named";
import { arnOf, filterOption, isNot, tagged } from "./tagged";

/** Whether a rule of a security group is the one that a block declares. */
function isRule(item: Item, ask: Ask, isEgress: boolean): boolean {
  const port = (value: unknown) => (value === undefined || value === null || Number(value) < 0 ? "" : String(value));
  const group = (item.ReferencedGroupInfo as Item | undefined)?.GroupId;
  return (
    item.IsEgress === isEgress &&
    textOf(item, "IpProtocol") === ask.text("ip_protocol") &&
    port(item.FromPort) === port(ask.text("from_port")) &&
    port(item.ToPort) === port(ask.text("to_port")) &&
    textOf(item, "CidrIpv4") === (ask.text("cidr_ipv4") ?? "") &&
    textOf(item, "CidrIpv6") === (ask.text("cidr_ipv6") ?? "") &&
    textOf(item, "PrefixListId") === (ask.text("prefix_list_id") ?? "") &&
    String(group ?? "") === (ask.text("referenced_security_group_id") ?? "")
  );
}

const rule = (isEgress: boolean): Row =>
  tagged({
    operation: "describe-security-group-rules",
    key: "SecurityGroupRules",
    field: "SecurityGroupRuleId",
    filters: { "group-id": "security_group_id" },
    isTagged: false,
    counts: (item, ask) => isRule(item, ask, isEgress),
  });

/** The routes of a table that lead to a range. */
async function routesTo(ask: Ask, table: string, range: string): Promise<readonly Item[]> {
  const answer = await ask.aws<Item>("ec2", "describe-route-tables", "--route-table-ids", table);
  return itemsOf(itemsOf(answer, "RouteTables")[0] ?? {}, "Routes").filter(
    (route) => textOf(route, "DestinationCidrBlock") === range && textOf(route, "State") !== "blackhole",
  );
}

async function associationsOf(ask: Ask, subnet: string, table: string): Promise<readonly Item[]> {
  const answer = await ask.aws<Item>("ec2", "describe-route-tables", "--route-table-ids", table);
  return itemsOf(itemsOf(answer, "RouteTables")[0] ?? {}, "Associations").filter(
    (association) => textOf(association, "SubnetId") === subnet,
  );
}

/** What counts when one of several VPCs must be chosen, by the call that lists it. */
const INSIDE: readonly (readonly [operation: string, key: string, noun: string])[] = [
  ["describe-subnets", "Subnets", "subnet"],
  ["describe-nat-gateways", "NatGateways", "NAT gateway"],
  ["describe-network-interfaces", "NetworkInterfaces", "network interface"],
];

const insideVpc = (ask: Ask, vpc: string): Promise<string[]> =>
  Promise.all(
    INSIDE.map(async ([operation, key, noun]) => {
      const answer = await ask.aws<Item>("ec2", operation, filterOption(operation), `Name=vpc-id,Values=${vpc}`);
      const { length } = itemsOf(answer, key).filter(isNot("State", "deleted", "deleting"));
      return `${length} ${noun}${length === 1 ? "" : "s"}`;
    }),
  );

/** What an address, a gateway or a table serves; or that nothing is served, which makes it the one to remove. */
const serves =
  (field: string) =>
  (item: Item): readonly string[] => [textOf(item, field) ? `used by ${textOf(item, field)}` : "used by nothing"];

const among =
  (key: string, field: string, noun: string) =>
  (item: Item): readonly string[] => {
    const all = itemsOf(item, key).flatMap((one) => textOf(one, field) || []);
    return [all.length > 0 ? `${noun} ${all.join(", ")}` : `${noun} nothing`];
  };

/** The network. */
export const NETWORK: Readonly<Record<string, Row>> = {
  aws_vpc: tagged({
    operation: "describe-vpcs",
    key: "Vpcs",
    field: "VpcId",
    attributes: arnOf("vpc", "VpcId"),
    hangs: insideVpc,
  }),
  aws_subnet: tagged({
    operation: "describe-subnets",
    key: "Subnets",
    field: "SubnetId",
    filters: { "vpc-id": "vpc_id" },
    match: { CidrBlock: "cidr_block" },
    attributes: arnOf("subnet", "SubnetId"),
    uses: (item) => [`${textOf(item, "AvailableIpAddressCount")} addresses free`],
  }),
  aws_internet_gateway: tagged({
    operation: "describe-internet-gateways",
    key: "InternetGateways",
    field: "InternetGatewayId",
    uses: among("Attachments", "VpcId", "attached to"),
  }),
  aws_eip: tagged({
    operation: "describe-addresses",
    key: "Addresses",
    field: "AllocationId",
    attributes: (item) => ({ allocation_id: textOf(item, "AllocationId"), public_ip: textOf(item, "PublicIp") }),
    uses: serves("NetworkInterfaceId"),
  }),
  aws_eip_association: tagged({
    operation: "describe-addresses",
    key: "Addresses",
    field: "AssociationId",
    filters: { "allocation-id": "allocation_id", "instance-id": "instance_id" },
    isTagged: false,
    counts: (item) => textOf(item, "AssociationId") !== "",
  }),
  aws_nat_gateway: tagged({
    operation: "describe-nat-gateways",
    key: "NatGateways",
    field: "NatGatewayId",
    match: { SubnetId: "subnet_id" },
    counts: isNot("State", "deleting", "deleted", "failed"),
    created: "CreateTime",
    uses: (item) => [`in ${textOf(item, "SubnetId")}`],
  }),
  aws_route_table: tagged({
    operation: "describe-route-tables",
    key: "RouteTables",
    field: "RouteTableId",
    filters: { "vpc-id": "vpc_id" },
    attributes: arnOf("route-table", "RouteTableId"),
    uses: among("Associations", "SubnetId", "of"),
  }),
  aws_route: below({
    from: ["route_table_id", "destination_cidr_block"],
    id: (table, range) => `${table}_${range}`,
    isThere: routesTo,
  }),
  aws_route_table_association: below({
    from: ["subnet_id", "route_table_id"],
    id: (subnet, table) => `${subnet}/${table}`,
    isThere: associationsOf,
  }),
  aws_security_group: tagged({
    operation: "describe-security-groups",
    key: "SecurityGroups",
    field: "GroupId",
    filters: { "vpc-id": "vpc_id" },
    match: { GroupName: "name" },
    isTagged: false,
    attributes: arnOf("security-group", "GroupId"),
  }),
  aws_default_security_group: tagged({
    operation: "describe-security-groups",
    key: "SecurityGroups",
    field: "GroupId",
    filters: { "vpc-id": "vpc_id" },
    isTagged: false,
    counts: (item) => textOf(item, "GroupName") === "default",
  }),
  aws_vpc_security_group_ingress_rule: rule(false),
  aws_vpc_security_group_egress_rule: rule(true),
  aws_vpc_endpoint: tagged({
    operation: "describe-vpc-endpoints",
    key: "VpcEndpoints",
    field: "VpcEndpointId",
    filters: { "vpc-id": "vpc_id" },
    match: { ServiceName: "service_name" },
    isTagged: false,
    counts: isNot("State", "deleting", "deleted", "failed", "rejected"),
    created: "CreationTimestamp",
  }),
  aws_flow_log: {
    by: "the VPC it logs",
    find: async (ask) => {
      const vpc = ask.text("vpc_id");
      if (vpc === undefined) return [];
      const answer = await ask.aws<Item>("ec2", "describe-flow-logs", "--filter", `Name=resource-id,Values=${vpc}`);
      return itemsOf(answer, "FlowLogs").map((item) => {
        const id = textOf(item, "FlowLogId");
        return { id, attributes: { id }, created: textOf(item, "CreationTime"), tags: tagsOf(item.Tags ?? []) };
      });
    },
  },
};
