import { isWithin } from "../../built/ranges";
import { isEmpty, isSame } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, type Values, valueAt } from "../../synthesized";
import { ADMITTING_TYPES, openingsOf } from "./admitting";
import type { Around } from "./around";
import { isEverybody, isPublic, newlyOpen, type Opening, toText } from "./opening";
import type { Risk } from "./row";

/** Attributes that say whom a resource lets in. */
export const ADMITS = [
  "cidr_",
  "cidr",
  "cidrs",
  "ipv6_cidr_block",
  "from_port",
  "to_port",
  "ip_protocol",
  "protocol",
  "prefix_list_",
  "referenced_security_group_id",
  "source_",
  "self",
  "ingress",
  "egress",
  "rule_action",
  "entry",
  "allow",
  "port_info",
  "security_rule",
  "vpc_config",
  "metadata.annotations",
  "spec",
  "manifest",
];

const ADVICE =
  "Admit a security group, or the ranges that need it; the internet only where everybody is meant to come in.";

/**
 * Whether a change lets in more than before. A new resource counts when it lets in the internet; within private addresses
 * it admits what the network plan already says.
 */
export function openingRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, action, before, after } = change;
  const [old, now] = [openingsOf(type, before), openingsOf(type, after)];
  const more = newlyOpen(old, now);
  const isNew = action === "create";
  const opens = more.filter(
    (one) =>
      (one.direction === "in" && (!isNew || isPublic(one))) ||
      (one.direction === "out" && !isNew && isWide(one)) ||
      (isNew && one.direction === "out" && isEverybody(one) && !isNewGroup(change, around)),
  );
  const held = opens.length > 0 && around.isPlanned(change) ? heldBefore(change, around) : [];
  const isKnown = held.length > old.length && held.length <= MOST_RULES;
  const shown = isKnown ? newlyOpen(held, opens) : opens;
  const opened = [false, true].flatMap((isOut): Risk[] => {
    const own = shown.filter(({ direction }) => (direction === "out") === isOut);
    return own.length === 0
      ? []
      : [
          {
            group: "exposure",
            what: isOut ? "it may send to more addresses" : "more addresses may come in",
            detail: own.map(toText).join(", "),
            advice: isOut ? "Name the addresses and ports that it talks to." : ADVICE,
            attributes: ADMITS,
          },
        ];
  });
  return [...opened, ...unknownRisks(change, around), ...denialRisks(change)];
}

/** Arguments that are nothing but whom a resource lets in. */
const LETS_IN = ["ingress", "egress", "entry", "port_info", "rules", "security_rule", "allow", "inbound_rule"];

/** Whom something lets in that is known after apply only as a whole; what a provider fills in by itself is not. */
function unknownRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, before, after } = change;
  if (!ADMITTING_TYPES.has(type) || type.startsWith("kubernetes_")) return [];
  const unknown = LETS_IN.filter(
    (name) => after?.[name] === UNKNOWN && (around.isConfigured(change, name) === true || !isEmpty(before?.[name])),
  );
  return unknown.length === 0
    ? []
    : [
        {
          group: "exposure",
          what: "whom it lets in is known after apply only and cannot be judged",
          advice: "Apply what it refers to first, then plan again.",
          attributes: unknown,
        },
      ];
}

/** More rules than AWS allows in a group are not compared with each other. Source: Amazon VPC user guide, quotas. */
const MOST_RULES = 1000;

/** What the security group that a rule is of let in before the plan, whichever resource said so. */
function heldBefore({ type, before, after }: ResourceChange, around: Around): readonly Opening[] {
  const id = RULES.test(type) ? after?.security_group_id : GROUPS.test(type) ? before?.id : undefined;
  return typeof id === "string" ? (openingsByGroup(around).get(id) ?? []) : [];
}

const RULES = /^aws_(vpc_security_group_(in|e)gress|security_group)_rule$/;
const GROUPS = /^aws_(default_)?security_group$/;
const HELD = new WeakMap<Around, ReadonlyMap<string, readonly Opening[]>>();

function openingsByGroup(around: Around): ReadonlyMap<string, readonly Opening[]> {
  const known = HELD.get(around);
  if (known) return known;
  const held = new Map<string, Opening[]>();
  for (const { type, before } of around.changes) {
    const id = RULES.test(type) ? before?.security_group_id : GROUPS.test(type) ? before?.id : undefined;
    if (typeof id !== "string") continue;
    const own = held.get(id);
    if (own) own.push(...openingsOf(type, before));
    else held.set(id, openingsOf(type, before));
  }
  HELD.set(around, held);
  return held;
}

/** Of what goes out, groups and lists of one's own network are no exposure. */
const isWide = (opening: Opening): boolean => opening.who === UNKNOWN || isPublic(opening);

/** Whether a rule is part of a group that is made in the same plan: it opens what was not there before. */
function isNewGroup(change: ResourceChange, around: Around): boolean {
  if (!/^aws_(vpc_)?security_group.*_rule$/.test(change.type)) return change.type !== "aws_default_security_group";
  const groups = around.target(change, "security_group_id");
  return valueAt(change.after, "security_group_id") === UNKNOWN || groups.some(({ action }) => action === "create");
}

/** Denials of network ACLs that go or deny less. */
function denialRisks({ type, before, after, action }: ResourceChange): Risk[] {
  if (!/^aws_(default_)?network_acl(_rule)?$/.test(type) || action === "create") return [];
  const lost = denials(type, before).filter((denial) => !denials(type, after).some((other) => isSame(denial, other)));
  if (lost.length === 0) return [];
  return [
    {
      group: "exposure",
      what: "the network ACL no longer denies what it denied",
      detail: lost.map(({ cidr_block, ipv6_cidr_block }) => String(cidr_block || ipv6_cidr_block)).join(", "),
      advice: "Keep the denial, or make sure that security groups deny the same.",
      attributes: ADMITS,
    },
  ];
}

/** Whether a denial comes to nothing: a rule with a lower number, which counts first, allows the same. */
const isPassedOver = (denial: Values, rules: readonly Values[]): boolean =>
  rules.some(
    (rule) =>
      rule.action === "allow" &&
      Number(rule.rule_no) < Number(denial.rule_no) &&
      (rule.protocol === "-1" || rule.protocol === denial.protocol) &&
      ["cidr_block", "ipv6_cidr_block"].some((key) => isWithin(String(denial[key] ?? ""), String(rule[key] ?? ""))),
  );

function denials(type: string, values: Values | null): Values[] {
  if (!values) return [];
  const lists: Values[][] =
    type === "aws_network_acl_rule"
      ? [[{ ...values, action: values.rule_action ?? null }]]
      : [blocksIn(values, "ingress"), blocksIn(values, "egress")];
  return lists
    .flatMap((rules) => rules.filter((rule) => rule.action === "deny" && !isPassedOver(rule, rules)))
    .map(({ cidr_block = null, ipv6_cidr_block = null, protocol = null, from_port = null, to_port = null }) => ({
      cidr_block,
      ipv6_cidr_block,
      protocol,
      from_port,
      to_port,
    }));
}
