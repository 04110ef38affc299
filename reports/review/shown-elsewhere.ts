import { isSame } from "../built/values";
import { type Plan, type ResourceChange, UNKNOWN } from "../plan";
import { isGroup, type Json, toList, type Values, valueAt } from "../synthesized";

/** Attributes in which a provider also shows what other resources made. */
interface ShownElsewhere {
  readonly type: string;
  readonly attribute: string;
  /** Whether a resource of the stack is what an entry shows. */
  readonly isOf: (entry: Json, parent: Values, child: Values) => boolean;
  readonly childType: string;
}

const ruleShows = (entry: Json, parent: Values, rule: Values): boolean =>
  isGroup(entry) &&
  rule.security_group_id === parent.id &&
  (rule.ip_protocol === "-1" || (isSame(entry.from_port, rule.from_port) && isSame(entry.to_port, rule.to_port))) &&
  [
    ["cidr_blocks", "cidr_ipv4"],
    ["ipv6_cidr_blocks", "cidr_ipv6"],
    ["security_groups", "referenced_security_group_id"],
    ["prefix_list_ids", "prefix_list_id"],
  ].every(([list = "", one = ""]) =>
    toList(entry[list]).every((value) => value === rule[one] || rule[one] === UNKNOWN),
  );

const SHOWN: readonly ShownElsewhere[] = [
  {
    type: "aws_security_group",
    attribute: "ingress",
    childType: "aws_vpc_security_group_ingress_rule",
    isOf: ruleShows,
  },
  {
    type: "aws_security_group",
    attribute: "egress",
    childType: "aws_vpc_security_group_egress_rule",
    isOf: ruleShows,
  },
  {
    type: "aws_route_table",
    attribute: "route",
    childType: "aws_route",
    isOf: (entry, parent, route) =>
      isGroup(entry) && route.route_table_id === parent.id && isSame(entry.cidr_block, route.destination_cidr_block),
  },
  {
    type: "aws_iam_role",
    attribute: "managed_policy_arns",
    childType: "aws_iam_role_policy_attachment",
    isOf: (entry, parent, attachment) => attachment.role === parent.name && attachment.policy_arn === entry,
  },
  {
    type: "aws_iam_role",
    attribute: "inline_policy",
    childType: "aws_iam_role_policy",
    isOf: (entry, parent, policy) => isGroup(entry) && policy.role === parent.name && policy.name === entry.name,
  },
];

/** A resource that makes entries in attributes of others. */
export interface Child {
  readonly type: string;
  readonly values: Values;
}

/** Types of which a resource makes entries in attributes of others. */
export const CHILD_TYPES: ReadonlySet<string> = new Set(SHOWN.map(({ childType }) => childType));

/**
 * Whether every entry of such an attribute was there before or shows a resource of the stack, or of another stack;
 * undefined for other attributes.
 */
export function isExplained(
  name: string,
  { type, before, after }: ResourceChange,
  { changes }: Plan,
  elsewhere: readonly Child[],
): boolean | undefined {
  const attribute = SHOWN.find((one) => one.type === type && one.attribute === name);
  if (!attribute) return undefined;
  const own = changes.flatMap((change) => (change.before ? [{ type: change.type, values: change.before }] : []));
  const children = [...own, ...elsewhere].filter((child) => child.type === attribute.childType);
  const [old, now] = [toList(valueAt(before, name)), toList(valueAt(after, name))];
  const isKnown = (entry: Json) => children.some((child) => attribute.isOf(entry, after ?? {}, child.values));
  return (
    now.every((entry) => old.some((one) => isSame(one, entry)) || isKnown(entry)) &&
    old.every((entry) => now.some((one) => isSame(one, entry)) || !isKnown(entry))
  );
}
