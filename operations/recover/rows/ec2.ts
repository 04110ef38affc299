import { type Ask, type Candidate, type Item, itemsOf, type Row, tagsOf, textOf } from "../row";
import { below, named } from "./named";

/** What is found by the tags that the project gives to everything, and by where it is. */
interface Tagged {
  readonly operation: string;
  readonly key: string;
  readonly field: string;
  /** Filters of EC2 from arguments: a filter without a value, because its parent does not exist, finds nothing. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Fields that must be what arguments say. Compared here, so that all of one type are asked for with one call. */
  readonly match?: Readonly<Record<string, string>>;
  /** Whether one with these tags counts, for example because it is not being deleted. @default all do */
  readonly counts?: (item: Item, ask: Ask) => boolean;
  readonly attributes?: (item: Item, ask: Ask) => Readonly<Record<string, string>>;
  readonly created?: string;
  /** Whether tags are asked for. What AWS tags as a whole, like an association, has none. @default true */
  readonly isTagged?: boolean;
  readonly hangs?: (ask: Ask, id: string) => Promise<readonly string[]>;
}

const tagged = ({ operation, key, field, filters = {}, match = {}, isTagged = true, hangs, ...row }: Tagged): Row => ({
  ...(hangs && { hangs }),
  by: [
    ...(isTagged ? ["its tags Platform, Stack and Name"] : []),
    ...[...Object.values(filters), ...Object.values(match)].map((argument) => `the argument ${argument}`),
  ].join(" and "),
  find: async (ask) => {
    const wanted = Object.entries(filters).map(([name, argument]) => [name, ask.text(argument)] as const);
    if (wanted.some(([, value]) => value === undefined)) return [];
    const name = isTagged ? ask.text("tags.Name") : undefined;
    const all = [
      ...wanted,
      ...Object.entries(isTagged ? ask.tags : {}).map(([tag, value]) => [`tag:${tag}`, value] as const),
    ];
    const answer = await ask.aws<Item>(
      "ec2",
      operation,
      filterOption(operation),
      ...all.map(([filter, value]) => `Name=${filter},Values=${value}`),
    );
    return listOf(answer, key)
      .filter((item) => name === undefined || tagsOf(item.Tags ?? []).Name === name)
      .filter((item) => Object.entries(match).every(([it, argument]) => textOf(item, it) === ask.text(argument)))
      .filter((item) => row.counts?.(item, ask) ?? true)
      .map((item): Candidate => {
        const id = textOf(item, field);
        return {
          id,
          attributes: { id, ...row.attributes?.(item, ask) },
          created: row.created === undefined ? undefined : textOf(item, row.created),
          tags: tagsOf(item.Tags ?? []),
        };
      });
  },
});

/** The CLI's option is in the singular for NAT gateways. */
const filterOption = (operation: string): string => (operation === "describe-nat-gateways" ? "--filter" : "--filters");

/** EC2 answers instances inside of reservations. */
const listOf = (answer: Item, key: string): readonly Item[] =>
  key === "Reservations" ? itemsOf(answer, key).flatMap((one) => itemsOf(one, "Instances")) : itemsOf(answer, key);

const arnOf =
  (kind: string, field: string) =>
  (item: Item, { region, account }: Ask) => ({
    arn: `arn:aws:ec2:${region}:${account}:${kind}/${textOf(item, field)}`,
  });

const isNot =
  (field: string, ...states: readonly string[]) =>
  (item: Item) =>
    !states.includes(textOf(item, field));

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

/** Network and machines. */
export const EC2: Readonly<Record<string, Row>> = {
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
  }),
  aws_internet_gateway: tagged({
    operation: "describe-internet-gateways",
    key: "InternetGateways",
    field: "InternetGatewayId",
  }),
  aws_eip: tagged({
    operation: "describe-addresses",
    key: "Addresses",
    field: "AllocationId",
    attributes: (item) => ({ allocation_id: textOf(item, "AllocationId"), public_ip: textOf(item, "PublicIp") }),
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
  }),
  aws_route_table: tagged({
    operation: "describe-route-tables",
    key: "RouteTables",
    field: "RouteTableId",
    filters: { "vpc-id": "vpc_id" },
    attributes: arnOf("route-table", "RouteTableId"),
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
  aws_launch_template: tagged({
    operation: "describe-launch-templates",
    key: "LaunchTemplates",
    field: "LaunchTemplateId",
    attributes: (item) => ({
      name: textOf(item, "LaunchTemplateName"),
      latest_version: textOf(item, "LatestVersionNumber"),
    }),
    counts: (item, ask) => {
      const [name, prefix] = [ask.text("name"), ask.text("name_prefix")];
      const own = textOf(item, "LaunchTemplateName");
      return name !== undefined ? own === name : prefix !== undefined && own.startsWith(prefix);
    },
    created: "CreateTime",
  }),
  aws_instance: tagged({
    operation: "describe-instances",
    key: "Reservations",
    field: "InstanceId",
    counts: (item) => !["shutting-down", "terminated"].includes(textOf((item.State ?? {}) as Item, "Name")),
    attributes: arnOf("instance", "InstanceId"),
    created: "LaunchTime",
  }),
  aws_ebs_volume: tagged({
    operation: "describe-volumes",
    key: "Volumes",
    field: "VolumeId",
    counts: isNot("State", "deleting", "deleted"),
    attributes: arnOf("volume", "VolumeId"),
    created: "CreateTime",
  }),
  aws_volume_attachment: below({
    from: ["device_name", "volume_id", "instance_id"],
    id: (device, volume, instance) => `${device}:${volume}:${instance}`,
    isThere: async (ask, _device, volume, instance) => {
      const answer = await ask.aws<Item>("ec2", "describe-volumes", "--volume-ids", String(volume));
      const attachments = itemsOf(itemsOf(answer, "Volumes")[0] ?? {}, "Attachments");
      return attachments.filter((one) => textOf(one, "InstanceId") === instance);
    },
  }),
  aws_lb: named({
    argument: "name",
    list: ["elbv2", "describe-load-balancers", "LoadBalancers", "LoadBalancerName"],
    id: (item) => textOf(item, "LoadBalancerArn"),
    attributes: (item) => ({ arn: textOf(item, "LoadBalancerArn"), dns_name: textOf(item, "DNSName") }),
    created: "CreatedTime",
  }),
  aws_lb_target_group: named({
    argument: "name",
    list: ["elbv2", "describe-target-groups", "TargetGroups", "TargetGroupName"],
    id: (item) => textOf(item, "TargetGroupArn"),
    attributes: (item) => ({ arn: textOf(item, "TargetGroupArn") }),
  }),
  aws_lb_listener: {
    by: "its load balancer and its port",
    find: async (ask) => {
      const [balancer, port] = [ask.text("load_balancer_arn"), ask.text("port")];
      if (balancer === undefined) return [];
      const answer = await ask.aws<Item>("elbv2", "describe-listeners", "--load-balancer-arn", balancer);
      return itemsOf(answer, "Listeners")
        .filter((item) => textOf(item, "Port") === port)
        .map((item) => {
          const id = textOf(item, "ListenerArn");
          return { id, attributes: { id, arn: id } };
        });
    },
  },
  aws_lb_target_group_attachment: {
    cannot: "Terraform cannot import it; it registers the same target again, which changes nothing.",
  },
};
