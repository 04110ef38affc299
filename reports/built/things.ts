import { type Block, entryOf, toList } from "../synthesized";
import { type Built, keyOf, textAt } from "./built";
import { lookUp } from "./look-up";
import { nodeGroupName, nodeGroupsOf } from "./node-groups";

/** Something that has an address in a subnet. */
export interface Thing {
  /** Key of the block it is made by. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Where it is, or may be. */
  readonly subnets: readonly Block[];
  /** Whether it is in only one of its subnets, and AWS chooses which. */
  readonly isOneOf: boolean;
  /** Security groups that rules name it by; a cluster counts as the group that EKS makes for it. */
  readonly groups: readonly Block[];
  readonly block: Block;
  /** What else it is made by: the parts of a node group in its other zones. @default nothing */
  readonly others?: readonly Block[];
}

/** How a type of resource is drawn. */
interface Kind {
  readonly title: (block: Block) => string;
  readonly lines: (block: Block) => readonly (string | undefined)[];
  readonly subnets: (block: Block, built: Built) => readonly Block[];
  readonly groups?: (block: Block, built: Built) => readonly Block[];
  readonly isOneOf?: (block: Block) => boolean;
}

const follow = (path: string) => (block: Block, built: Built) => built.follow(block, path);

/** A subnet group names the subnets. */
const subnetsOfGroup = (path: string) => (block: Block, built: Built) =>
  built.follow(block, path).flatMap((group) => built.follow(group, "subnet_ids"));

const nameOf = (block: Block): string => textAt(block, "tags.Name") ?? block.name;

/** Those of the launch template; nodes without any get the group of their cluster. */
function groupsOfNodes(block: Block, built: Built): Block[] {
  const own = built
    .follow(block, "launch_template.id")
    .flatMap((template) =>
      ["vpc_security_group_ids", "network_interfaces.security_groups"].flatMap((path) => built.follow(template, path)),
    );
  return own.length > 0 ? own : built.follow(block, "cluster_name");
}

/** Everything that is drawn in a subnet, by resource type. What is in no subnet is not here. */
const KINDS: Readonly<Record<string, Kind>> = {
  aws_nat_gateway: {
    title: () => "NAT gateway",
    lines: () => ["out of private subnets"],
    subnets: follow("subnet_id"),
  },
  aws_lb: {
    title: () => "Load balancer",
    lines: (block) => [textAt(block, "name")],
    subnets: follow("subnets"),
    groups: follow("security_groups"),
  },
  aws_instance: {
    title: nameOf,
    lines: (block) => [textAt(block, "instance_type")],
    subnets: follow("subnet_id"),
    groups: follow("vpc_security_group_ids"),
  },
  aws_eks_cluster: {
    title: () => "Kubernetes API",
    lines: (block) => [`EKS ${textAt(block, "version")}`],
    subnets: follow("vpc_config.subnet_ids"),
    groups: (block, built) => [block, ...built.follow(block, "vpc_config.security_group_ids")],
  },
  aws_eks_node_group: {
    title: (block) => `Nodes: ${nodeGroupName(block)}`,
    lines: (block) => [nodesOf([block])],
    subnets: follow("subnet_ids"),
    groups: groupsOfNodes,
  },
  aws_db_instance: {
    title: (block) =>
      `${entryOf(ENGINES, textAt(block, "engine") ?? "") ?? "Database"} ${textAt(block, "engine_version")}`,
    lines: (block) => [
      textAt(block, "instance_class"),
      isTrue(block, "multi_az") ? "standby in another zone" : undefined,
    ],
    subnets: subnetsOfGroup("db_subnet_group_name"),
    groups: follow("vpc_security_group_ids"),
    isOneOf: (block) => !isTrue(block, "multi_az"),
  },
  aws_elasticache_replication_group: {
    title: (block) =>
      `${entryOf(ENGINES, textAt(block, "engine") ?? "") ?? "Cache"} ${textAt(block, "engine_version")}`,
    lines: (block) => [textAt(block, "node_type")],
    subnets: subnetsOfGroup("subnet_group_name"),
    groups: follow("security_group_ids"),
    isOneOf: (block) => Number(textAt(block, "num_cache_clusters") ?? 1) < 2,
  },
  aws_vpc_endpoint: {
    title: (block) => `Endpoint ${(textAt(block, "service_name") ?? "").split(".").slice(3).join(".")}`,
    lines: () => [],
    subnets: follow("subnet_ids"),
    groups: follow("security_group_ids"),
  },
};

const ENGINES: Readonly<Record<string, string>> = { postgres: "PostgreSQL", redis: "Redis", valkey: "Valkey" };

const isTrue = (block: Block, path: string): boolean => String(lookUp(block, path).value) === "true";

/** `2–6 × t3.small, spot`; each part of a group may have as many as the group, together they have no more. */
function nodesOf(parts: readonly Block[]): string {
  const [block] = parts as readonly [Block, ...Block[]];
  const types = toList(lookUp(block, "instance_types").value).join(" or ");
  const sizes = (which: string) => parts.map((part) => textAt(part, `scaling_config.${which}_size`));
  const [min, max] = parts.length > 1 ? [sum(sizes("min")), sizes("max")[0]] : [sizes("min")[0], sizes("max")[0]];
  const capacity = (textAt(block, "capacity_type") ?? "ON_DEMAND").toLowerCase().replace("_", "-");
  return `${min}–${max} × ${types}, ${capacity}`;
}

const sum = (numbers: readonly (string | undefined)[]): number => numbers.reduce((all, each) => all + Number(each), 0);

/** Whether a resource must be in a subnet: all of these types but endpoints in route tables. */
export const belongsInSubnet = ({ type, values }: Block): boolean =>
  type in KINDS && values.route_table_ids === undefined;

/** Everything in the subnets of an environment: machines first, because arrows come from the left, then by title. */
export function thingsIn(built: Built): Thing[] {
  const found = built.resources.flatMap((block) => {
    const kind = entryOf(KINDS, block.type);
    const subnets = kind?.subnets(block, built).filter(({ type }) => type === "aws_subnet") ?? [];
    return kind && subnets.length > 0 ? [thingOf(block, kind, subnets, built)] : [];
  });
  return joined(found).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** A node group is one thing in all of its zones, although EKS has a managed node group in each. */
function joined(things: readonly Thing[]): Thing[] {
  const groups = nodeGroupsOf(things.map(({ block }) => block)).filter(({ parts }) => parts.length > 1);
  const wholes = groups.map(({ name, parts }): Thing => {
    const own = things.filter(({ block }) => parts.includes(block));
    const subnets = [...new Set(own.flatMap((part) => part.subnets))];
    return { ...(own[0] as Thing), title: `Nodes: ${name}`, lines: [nodesOf(parts)], subnets, others: parts.slice(1) };
  });
  const isPart = ({ block }: Thing) => groups.some(({ parts }) => parts.includes(block));
  return [...things.filter((thing) => !isPart(thing)), ...wholes];
}

const orderOf = ({ block, title, id }: Thing): string => `${block.type === "aws_instance" ? 0 : 1} ${title} ${id}`;

const thingOf = (block: Block, kind: Kind, subnets: readonly Block[], built: Built): Thing => ({
  id: keyOf(block),
  title: kind.title(block),
  lines: kind.lines(block).filter((line) => line !== undefined),
  subnets,
  isOneOf: subnets.length > 1 && (kind.isOneOf?.(block) ?? false),
  groups: kind.groups?.(block, built) ?? [],
  block,
});
