import type { ResourceChange } from "../../../plan";
import { isGroup, textsOf, toList, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { opened } from "./opened";

/** What a role allows, one combination after the other. */
function permissionsOf(values: Values | null): string[][] {
  return toList(values?.rule ?? values?.rules).flatMap((rule) => {
    if (!isGroup(rule)) return [];
    const all = (key: string, otherwise: string) => {
      const own = textsOf(rule[key]);
      return own.length > 0 ? own : [otherwise];
    };
    const urls = textsOf(rule.non_resource_urls);
    const what = urls.length > 0 ? urls.map((url) => `url ${url}`) : all("resources", "");
    return all("api_groups", "").flatMap((group) =>
      what.flatMap((resource) =>
        all("verbs", "").flatMap((verb) => all("resource_names", "*").map((name) => [group, resource, verb, name])),
      ),
    );
  });
}

const isAllowed = (wanted: readonly string[], by: readonly string[]): boolean =>
  wanted.every((part, i) => by[i] === "*" || by[i] === part);

/** What a role allows and did not before; a new one counts when it allows everything. */
export function roleRisks({ before, after }: ResourceChange): Risk[] {
  const [old, now] = [permissionsOf(before), permissionsOf(after)];
  const more = now.filter((one) => !old.some((other) => isAllowed(one, other)));
  const aggregates = (side: Values | null) => toList(side?.aggregation_rule).length > 0;
  if (before && aggregates(after) && !aggregates(before))
    return [
      opened("the role also allows what others with these labels do", "Name the verbs and resources that it needs.", [
        "aggregation_rule",
      ]),
    ];
  const shown = before ? more : more.filter(isEscalation);
  const [first] = shown;
  if (!first) return [];
  const [group, resource, verb, name] = first;
  return [
    opened(
      before
        ? "the role allows more than before"
        : resource === "*" && verb === "*"
          ? "the role allows everything in the cluster"
          : "its holder can become an administrator of the cluster",
      "Name the verbs and resources that it needs.",
      ["rule"],
      `${verb} ${group ? `${group}/` : ""}${resource}${name === "*" ? "" : ` ${name}`}`,
    ),
  ];
}

/**
 * Whether a permission is all there is, or leads there: to other roles, other users or the nodes themselves.
 * Source: Kubernetes, "Role Based Access Control Good Practices", privilege escalation risks.
 */
const isEscalation = ([, resource = "", verb = ""]: readonly string[]): boolean =>
  (resource === "*" && verb === "*") ||
  ["escalate", "bind", "impersonate"].includes(verb) ||
  (resource === "nodes/proxy" && verb !== "");

const ADMIN_ROLES = new Set(["cluster-admin", "admin", "edit", "system:masters"]);

/** Who gets a role and had it not before; a new binding counts when the role is that of administrators. */
export function bindingRisks({ before, after }: ResourceChange): Risk[] {
  const subjects = (side: Values | null) =>
    toList(side?.subject ?? side?.subjects).flatMap((one) =>
      isGroup(one)
        ? [
            [one.kind, one.namespace, one.name]
              .map((part) => String(part ?? ""))
              .join(" ")
              .trim(),
          ]
        : [],
    );
  const role = (side: Values | null) => String(valueAt(side, "role_ref.name") ?? "");
  const added = subjects(after).filter((subject) => !subjects(before).includes(subject));
  const isOtherRole = before !== null && role(before) !== role(after);
  const isAdmin = role(after) === "cluster-admin" && (added.length > 0 || isOtherRole);
  if (!isAdmin && !(before && (added.length > 0 || isOtherRole))) return [];
  return [
    opened(
      isAdmin ? "somebody becomes an administrator of the cluster" : "somebody may do more in the cluster than before",
      ADMIN_ROLES.has(role(after))
        ? "Bind a role with the verbs and resources that it needs instead."
        : "Make sure that each subject needs the role.",
      ["subject", "role_ref"],
      [...added, `${role(after)}`].join(", "),
    ),
  ];
}
