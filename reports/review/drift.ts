import type { Plan, ResourceChange } from "../plan";
import type { Json, Values } from "../synthesized";
import { type Difference, differencesOf } from "./differences";
import { isGroup, isSame, toList, valueAt } from "./values";

/** One resource that is not as Terraform left it. */
export interface Drift {
  readonly change: ResourceChange;
  readonly differences: readonly Difference[];
  /** What this plan does about it. */
  readonly outcome: "is put back" | "is made again" | "stays" | "is accepted";
}

/**
 * Changes made outside of Terraform. What AWS fills in by itself is left out: attributes that nobody configured, unless they
 * hold entries that no resource of the stack explains (a rule in a security group, a policy on a role, a route).
 */
export function driftOf(plan: Plan): { drift: Drift[]; ignored: number } {
  const all = plan.drift.filter(({ action }) => action === "update" || action === "delete");
  const drift = all.flatMap((change): Drift[] => {
    const differences = differencesOf(change).filter((difference) => isByHand(difference, change, plan));
    if (change.action === "update" && differences.length === 0) return [];
    return [
      {
        change,
        differences: change.action === "delete" ? [] : differences,
        outcome: outcomeOf(change, differences, plan),
      },
    ];
  });
  return { drift, ignored: all.length - drift.length };
}

function isByHand({ path }: Difference, change: ResourceChange, plan: Plan): boolean {
  const [attribute = ""] = path.split(".");
  const explained = CHILDREN.find(({ type, attribute: name }) => type === change.type && name === attribute);
  if (explained) return !isExplained(explained, change, plan);
  const configured = plan.configuration.get(change.configAddress);
  return configured === undefined || Object.hasOwn(configured.expressions, attribute);
}

function outcomeOf(
  { address, action }: ResourceChange,
  differences: readonly Difference[],
  plan: Plan,
): Drift["outcome"] {
  const planned = plan.changes.find((change) => change.address === address);
  if (action === "delete") return planned?.action === "create" ? "is made again" : "is accepted";
  const names = differences.map(({ path }) => path.split(".")[0]);
  const isTouched =
    planned &&
    planned.action !== "no-op" &&
    names.some((name = "") => !isSame(planned.before?.[name], planned.after?.[name]));
  return isTouched ? "is put back" : "stays";
}

/** Attributes in which a provider also shows what other resources made. */
interface Child {
  readonly type: string;
  readonly attribute: string;
  /** Whether a resource of the stack is what an entry shows. */
  readonly isOf: (entry: Json, parent: Values, child: Values) => boolean;
  readonly childTypes: readonly string[];
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
  ].every(([list = "", one = ""]) => toList(entry[list]).every((value) => value === rule[one]));

const CHILDREN: readonly Child[] = [
  {
    type: "aws_security_group",
    attribute: "ingress",
    childTypes: ["aws_vpc_security_group_ingress_rule"],
    isOf: ruleShows,
  },
  {
    type: "aws_security_group",
    attribute: "egress",
    childTypes: ["aws_vpc_security_group_egress_rule"],
    isOf: ruleShows,
  },
  {
    type: "aws_route_table",
    attribute: "route",
    childTypes: ["aws_route"],
    isOf: (entry, parent, route) =>
      isGroup(entry) && route.route_table_id === parent.id && isSame(entry.cidr_block, route.destination_cidr_block),
  },
  {
    type: "aws_iam_role",
    attribute: "managed_policy_arns",
    childTypes: ["aws_iam_role_policy_attachment"],
    isOf: (entry, parent, attachment) => attachment.role === parent.name && attachment.policy_arn === entry,
  },
  {
    type: "aws_iam_role",
    attribute: "inline_policy",
    childTypes: ["aws_iam_role_policy"],
    isOf: (entry, parent, policy) => isGroup(entry) && policy.role === parent.name && policy.name === entry.name,
  },
];

/** Whether every entry is either there since before or shows a resource of the stack. */
function isExplained(
  { attribute, childTypes, isOf }: Child,
  { before, after }: ResourceChange,
  { changes }: Plan,
): boolean {
  const children = changes
    .filter(({ type }) => childTypes.includes(type))
    .flatMap(({ before: values }) => values ?? []);
  const [old, now] = [toList(valueAt(before, attribute)), toList(valueAt(after, attribute))];
  const isKnown = (entry: Json) => children.some((child) => isOf(entry, after ?? {}, child));
  return (
    now.every((entry) => old.some((one) => isSame(one, entry)) || isKnown(entry)) &&
    old.every((entry) => now.some((one) => isSame(one, entry)) || !isKnown(entry))
  );
}
