import { type Block, entryOf, type Json, toGroup, toList, type Values } from "../synthesized";
import { lookUp } from "./look-up";

/** What one entry of a security group allows, whichever resource it is written in. */
export interface Permission {
  readonly direction: "ingress" | "egress";
  /** The group it belongs to, as it is written; of an inline entry the address of the group. */
  readonly group: string;
  readonly protocol: Json | undefined;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  /** Address ranges as they are written; an expression stays one. */
  readonly ranges: readonly Json[];
  /** Lists of ranges that are kept somewhere else. */
  readonly prefixLists: readonly Json[];
  readonly pointer: string;
}

/** Types that hold permissions. */
export const PERMISSION_TYPES: readonly string[] = [
  "aws_default_security_group",
  "aws_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
];

/** The permissions that a block writes down; none when it is of another type. */
export const permissionsOf = (block: Block): Permission[] => entryOf(READERS, block.type)?.(block) ?? [];

const separate =
  (direction: Permission["direction"]) =>
  ({ values, pointer }: Block): Permission[] => [
    {
      direction,
      group: toReference(values.security_group_id),
      protocol: values.ip_protocol,
      from: values.from_port,
      to: values.to_port,
      ranges: [...toList(values.cidr_ipv4), ...toList(values.cidr_ipv6)],
      prefixLists: toList(values.prefix_list_id),
      pointer,
    },
  ];

/** `aws_security_group_rule`, and the arguments `ingress` and `egress` of a group, name things as the older API did. */
const older = (values: Values, direction: Permission["direction"], group: string, pointer: string): Permission => ({
  direction,
  group,
  protocol: values.protocol,
  from: values.from_port,
  to: values.to_port,
  ranges: [...toList(values.cidr_blocks), ...toList(values.ipv6_cidr_blocks)],
  prefixLists: toList(values.prefix_list_ids),
  pointer,
});

const inline = (block: Block): Permission[] =>
  (["ingress", "egress"] as const).flatMap((direction) => {
    const { value, pointer } = lookUp(block, direction);
    return toList(value).map((entry, i) =>
      older(toGroup(entry), direction, block.address, Array.isArray(value) ? `${pointer}/${i}` : pointer),
    );
  });

const READERS: Readonly<Record<string, (block: Block) => Permission[]>> = {
  aws_default_security_group: inline,
  aws_security_group: inline,
  aws_security_group_rule: ({ values, pointer }) => [
    older(values, values.type === "egress" ? "egress" : "ingress", toReference(values.security_group_id), pointer),
  ],
  aws_vpc_security_group_egress_rule: separate("egress"),
  aws_vpc_security_group_ingress_rule: separate("ingress"),
};

/** `${aws_security_group.main.id}` and the group itself are the same group. */
const toReference = (value: Json | undefined): string =>
  String(value ?? "").replace(/^\$\{((?:data\.)?\w+\.[\w-]+).*\}$/s, "$1");
