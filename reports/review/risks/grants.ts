import type { ResourceChange } from "../../plan";
import { textsOf, toList, type Values, valueAt } from "../../synthesized";
import type { Around } from "./around";
import type { Risk } from "./row";

const ADVICE = "Read who may do what to which resource, and whether that is the least that works.";

const exposure = (what: string, advice: string, attributes: readonly string[], detail?: string): Risk => ({
  group: "exposure",
  what,
  ...(detail ? { detail } : {}),
  advice,
  attributes,
});

/** Who gets more inside of a cluster, a function or a cache than before. */
export function grantRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, action, after } = change;
  if (!after || action === "no-op") return [];
  switch (type) {
    case "aws_eks_access_policy_association":
      return accessRisks(change, around);
    case "aws_elasticache_user":
    case "aws_memorydb_user":
      return cacheUserRisks(change);
    case "aws_elasticache_replication_group":
      return cacheRisks(change);
    case "aws_lambda_permission":
      return callerRisks(change);
    default:
      return [];
  }
}

/** What the policies of EKS allow, more and more. Source: Amazon EKS user guide, "Review access policy permissions". */
const POLICIES = ["View", "Edit", "Admin", "ClusterAdmin"];

const rankOf = (values: Values | null): number =>
  POLICIES.indexOf(
    /AmazonEKS(?:Admin)?(View|Edit|Admin|ClusterAdmin)Policy$/.exec(String(values?.policy_arn))?.[1] ?? "",
  );

function accessRisks({ before, after }: ResourceChange, around: Around): Risk[] {
  const isAdmin = rankOf(after) >= POLICIES.indexOf("Admin");
  const isMore = before === null || rankOf(after) > rankOf(before) || isWiderScope(before, after);
  if (!isMore || (before === null && (!isAdmin || around.makes("aws_eks_cluster")))) return [];
  return [
    exposure(
      isAdmin ? "somebody becomes an administrator of the cluster" : "somebody may do more in the cluster than before",
      ADVICE,
      ["policy_arn", "principal_arn", "access_scope"],
      String(after?.principal_arn ?? ""),
    ),
  ];
}

function isWiderScope(before: Values, after: Values | null): boolean {
  if (valueAt(before, "access_scope.type") === "cluster") return false;
  const old = textsOf(valueAt(before, "access_scope.namespaces"));
  return (
    valueAt(after, "access_scope.type") === "cluster" ||
    textsOf(valueAt(after, "access_scope.namespaces")).some((name) => !old.includes(name))
  );
}

/** What narrows who may call a function: a service calls for everybody who has an account. */
const NARROWS = ["source_arn", "source_account", "principal_org_id", "event_source_token"];

function callerRisks({ before, after }: ResourceChange): Risk[] {
  const isOpen = (side: Values | null) => side?.principal === "*" && NARROWS.every((key) => !side[key]);
  const attributes = ["principal", ...NARROWS];
  if (isOpen(after) && !isOpen(before))
    return [exposure("everybody may call the function", "Name the account or the resource that calls it.", attributes)];
  const lost = NARROWS.filter((key) => before?.[key] && !after?.[key]);
  return lost.length > 0
    ? [
        exposure(
          "more may call the function than before",
          "Name the resource that calls it.",
          attributes,
          lost.join(", "),
        ),
      ]
    : [];
}

/**
 * A cache that asked for users, or for a token, and asks for nothing now. A token goes only when its strategy says so.
 * Source: AWS provider, `aws_elasticache_replication_group`, `auth_token_update_strategy`.
 */
function cacheRisks({ before, after }: ResourceChange): Risk[] {
  const hasUsers = (side: Values | null) => toList(side?.user_group_ids).length > 0;
  const deletes = (side: Values | null) => side?.auth_token_update_strategy === "DELETE";
  return before && !hasUsers(after) && (hasUsers(before) || (deletes(after) && !deletes(before)))
    ? [
        exposure("everybody who reaches it may do everything", "Keep the token or the users.", [
          "auth_token_update_strategy",
          "user_group_ids",
        ]),
      ]
    : [];
}

/** Keys, commands and channels in an access string of Redis, one after the other: `on ~app:* -@all +@read`. */
function cacheUserRisks({ before, after }: ResourceChange): Risk[] {
  const rules = (side: typeof before) =>
    textsOf(side?.access_string)
      .flatMap((text) => text.trim().split(/\s+/))
      .filter(Boolean);
  const [old, now] = [rules(before), rules(after)];
  const gained = now.filter(
    (rule) =>
      /^[+~%&]|^(on|nopass|allkeys|allcommands|allchannels|resetkeys)$/.test(rule) &&
      !old.includes(rule) &&
      !/^(on|resetkeys)$/.test(rule),
  );
  const lost = old.filter((rule) => rule.startsWith("-") && !now.includes(rule));
  const more = before ? [...gained, ...lost] : gained.filter((rule) => rule === "nopass");
  return more.length > 0 && toList(after?.access_string).length > 0
    ? [
        exposure(
          "the user may do more in the cache than before",
          "Name the keys and the commands that it needs.",
          ["access_string"],
          more.join(" "),
        ),
      ]
    : [];
}
