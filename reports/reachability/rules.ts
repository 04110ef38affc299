import { type Built, keyOf, textAt } from "../built/built";
import { lookUp } from "../built/look-up";
import { type Block, entryOf, type Json, toGroup, toList } from "../synthesized";
import { madeRules } from "./made-rules";
import { type Ports, portsOf, portsText } from "./ports";
import type { Direction, Rule } from "./rule";

/** Every permission of every security group, also of those that nobody writes down. */
export const rulesIn = (built: Built): Rule[] => [
  ...built.resources.flatMap((block) => writtenIn(block, built)),
  ...madeRules(built),
];

const SEPARATE: Readonly<Record<string, Direction>> = {
  aws_vpc_security_group_egress_rule: "out",
  aws_vpc_security_group_ingress_rule: "in",
};

function writtenIn(block: Block, built: Built): Rule[] {
  const direction = entryOf(SEPARATE, block.type);
  if (direction) return [separate(block, direction, built)];
  if (block.type !== "aws_security_group" && block.type !== "aws_default_security_group") return [];
  return [...inline(block, "in", built), ...inline(block, "out", built)];
}

function separate(block: Block, direction: Direction, built: Built): Rule {
  const [owner] = built.follow(block, "security_group_id");
  const { ip_protocol, from_port, to_port } = block.values;
  const ranges = ["cidr_ipv4", "cidr_ipv6"].flatMap((key) => built.known(block.values[key], block) ?? []);
  return ruleOf(block, direction, portsOf(ip_protocol, from_port, to_port), {
    owner,
    groups: built.follow(block, "referenced_security_group_id"),
    ranges,
  });
}

/** Rules written inside the group itself. */
const inline = (block: Block, direction: Direction, built: Built): Rule[] =>
  toList(lookUp(block, direction === "in" ? "ingress" : "egress").value)
    .map(toGroup)
    .map((written) => {
      const { protocol, from_port, to_port, cidr_blocks, ipv6_cidr_blocks, security_groups, self } = written;
      const groups = built.followValue(security_groups ?? null, block);
      return ruleOf(block, direction, portsOf(protocol, from_port, to_port), {
        owner: block,
        groups: self === true ? [...groups, block] : groups,
        ranges: [cidr_blocks, ipv6_cidr_blocks].flatMap((value) => rangesOf(value, block, built)),
      });
    });

const rangesOf = (value: Json | undefined, block: Block, built: Built): string[] =>
  toList(value).flatMap((range) => built.known(range, block) ?? []);

interface Parties {
  readonly owner: Block | undefined;
  readonly groups: readonly Block[];
  readonly ranges: readonly string[];
}

function ruleOf(block: Block, direction: Direction, ports: Ports, { owner, groups, ranges }: Parties): Rule {
  const peers = [...ranges, ...groups.map(titleOf)].join(", ");
  return {
    block,
    says: `${portsText([ports])} ${direction === "in" ? "from" : "to"} ${peers}`,
    group: owner && keyOf(owner),
    direction,
    ports,
    peers: { groups: groups.map(keyOf), ranges },
  };
}

/** What a security group is called; the one of a cluster has the name of the cluster. */
const titleOf = (group: Block): string =>
  group.type === "aws_eks_cluster" ? "the group of the cluster" : (textAt(group, "name") ?? group.name);
