import { isSame, jsonIn } from "../built/values";
import { type Plan, type ResourceChange, UNKNOWN } from "../plan";
import { isGroup, type Json, toGroup, toList, type Values, valueAt } from "../synthesized";

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
  {
    type: "aws_s3_bucket",
    attribute: "lifecycle_rule",
    childType: "aws_s3_bucket_lifecycle_configuration",
    isOf: (entry, parent, { bucket, rule }) =>
      isGroup(entry) &&
      bucket === parent.bucket &&
      toList(rule).some(
        (one) =>
          isGroup(one) &&
          one.id === entry.id &&
          isSame(valueAt(one, "expiration.0.days") ?? null, valueAt(entry, "expiration.0.days") ?? null) &&
          isSame(
            valueAt(one, "noncurrent_version_expiration.0.noncurrent_days") ?? null,
            valueAt(entry, "noncurrent_version_expiration.0.days") ?? null,
          ),
      ),
  },
  {
    type: "aws_s3_bucket",
    attribute: "policy",
    childType: "aws_s3_bucket_policy",
    isOf: (entry, parent, { bucket, policy }) => bucket === parent.bucket && isSameText(entry, policy),
  },
  {
    type: "aws_s3_bucket",
    attribute: "versioning",
    childType: "aws_s3_bucket_versioning",
    isOf: (entry, parent, child) =>
      child.bucket === parent.bucket &&
      valueAt(toGroup(entry), "enabled") === (valueAt(child, "versioning_configuration.0.status") === "Enabled"),
  },
  {
    type: "aws_s3_bucket",
    attribute: "server_side_encryption_configuration",
    childType: "aws_s3_bucket_server_side_encryption_configuration",
    isOf: (entry, parent, child) =>
      child.bucket === parent.bucket &&
      ["sse_algorithm", "kms_master_key_id"].every((name) => {
        const path = `rule.0.apply_server_side_encryption_by_default.0.${name}`;
        return isSame(valueAt(toGroup(entry), path) ?? "", valueAt(child, path) ?? "");
      }),
  },
  {
    type: "aws_sns_topic",
    attribute: "policy",
    childType: "aws_sns_topic_policy",
    isOf: (entry, parent, { arn, policy }) => arn === parent.arn && isSameText(entry, policy),
  },
];

/** Whether two policies say the same, whatever the order and the spaces that AWS gives them. */
const isSameText = (a: Json | undefined, b: Json | undefined): boolean => isSame(jsonIn(a) ?? a, jsonIn(b) ?? b);

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
