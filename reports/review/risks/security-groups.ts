import { type ResourceChange, UNKNOWN } from "../../plan";
import { textsOf, valueAt } from "../../synthesized";
import { openingsOf } from "./admitting";
import type { Around } from "./around";
import { isPublic, newlyOpen, type Opening, toText } from "./opening";
import { firstOf } from "./paths";
import type { Risk } from "./row";

const ADVICE =
  "Admit a security group, or the ranges that need it; the internet only where everybody is meant to come in.";

/** Arguments that name the security groups of something. */
export const GROUPS = [
  "vpc_security_group_ids",
  "security_groups",
  "security_group_ids",
  "vpc_config.security_group_ids",
  "network_configuration.security_groups",
  "network_interfaces.security_groups",
  "network_interface.security_groups",
  "broker_node_group_info.security_groups",
  "vpc_options.security_group_ids",
];

/** A group in the place of another, or one more, that lets in more than those before. */
export function groupRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, action, before, after } = change;
  if (type === "aws_network_interface_sg_attachment") return attachmentRisks(change, around);
  if (!before || !after || action === "delete" || /^aws_(default_)?security_group/.test(type)) return [];
  return GROUPS.filter((path) => Object.hasOwn(after, firstOf(path))).flatMap((path) => {
    const [old, now] = [textsOf(valueAt(before, path)), textsOf(valueAt(after, path))];
    const added = now.filter((id) => !old.includes(id));
    if (added.length === 0) return [];
    const argument = firstOf(path);
    if (added.includes(UNKNOWN) && around.isConfigured(change, argument) === false) return [];
    const judged = added.map((id) => around.withId(id) ?? unknownGroup(id, change, argument, around));
    const unseen = added.filter((_, i) => judged[i] === undefined);
    const was = old.flatMap((id) => admittedBy(around.withId(id), around));
    const more = newlyOpen(
      was,
      judged.flatMap((group) => admittedBy(group, around)),
    ).filter(({ direction }) => direction === "in");
    if (unseen.length === 0 && more.length === 0) return [];
    return [
      {
        group: "exposure",
        what:
          more.length > 0
            ? "it gets a security group that lets in more"
            : "it gets a security group that this plan does not show",
        detail: more.length > 0 ? more.map(toText).join(", ") : unseen.join(", "),
        advice: more.length > 0 ? ADVICE : "Look up whom the group lets in; nobody can tell from this plan.",
        attributes: [path],
      },
    ];
  });
}

/** A group that is put on an interface besides those it has. */
function attachmentRisks(change: ResourceChange, around: Around): Risk[] {
  const { before, after } = change;
  if (!after || before?.security_group_id === after.security_group_id) return [];
  const open = around
    .target(change, "security_group_id")
    .flatMap((group) => admittedBy(group, around))
    .filter((one) => one.direction === "in" && isPublic(one));
  return open.length === 0
    ? []
    : [
        {
          group: "exposure",
          what: "it gets a security group that lets in more",
          detail: open.map(toText).join(", "),
          advice: ADVICE,
          attributes: ["security_group_id"],
        },
      ];
}

const unknownGroup = (id: string, change: ResourceChange, argument: string, around: Around) =>
  id === UNKNOWN
    ? around.target(change, argument).find(({ type }) => /^aws_(default_)?security_group$/.test(type))
    : undefined;

/** Whom a security group lets in: by its blocks, and by rules of their own. */
function admittedBy(group: ResourceChange | undefined, around: Around): Opening[] {
  if (!group) return [];
  const id = group.after?.id ?? group.before?.id;
  const rules = ["aws_vpc_security_group_ingress_rule", "aws_security_group_rule"].flatMap((type) =>
    around
      .ofType(type)
      .filter(
        (rule) =>
          (typeof id === "string" && id !== UNKNOWN && rule.after?.security_group_id === id) ||
          around.target(rule, "security_group_id").includes(group),
      ),
  );
  return [group, ...rules].flatMap(({ type, after }) => openingsOf(type, after));
}
