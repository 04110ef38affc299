import { admitsEverybody, type Statement, statementsOf } from "../../built/policies";
import { isSame } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { entryOf, toGroup, toList, valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** Where resources keep a policy. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  ...Object.fromEntries(
    [
      "aws_iam_policy",
      "aws_iam_role_policy",
      "aws_iam_user_policy",
      "aws_iam_group_policy",
      "aws_s3_bucket_policy",
      "aws_kms_key",
      "aws_kms_key_policy",
      "aws_ecr_repository_policy",
      "aws_sns_topic_policy",
      "aws_sqs_queue_policy",
      "aws_secretsmanager_secret_policy",
      "aws_backup_vault_policy",
      "aws_vpc_endpoint",
    ].map((type) => [type, "policy"]),
  ),
};

/** Policies that AWS wrote and that allow nearly everything. */
const ADMINISTRATORS = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$|ClusterAdminPolicy$/;

const ADVICE = "Name the actions, the resources and who may; compare the statements one by one.";

/** Whether a policy allows more than before, or a new one everything or everybody. */
export function policyRisks(change: ResourceChange): Risk[] {
  const { type, before, after } = change;
  const path = entryOf(POLICIES, type);
  const [old, now] = [path ? valueAt(before, path) : undefined, path ? valueAt(after, path) : undefined];
  if (!path || !after || now === UNKNOWN || isSame(old, now)) return attachmentRisks(change);
  const what = before ? widened(statementsOf(old), statementsOf(now)) : tooWide(statementsOf(now) ?? []);
  return what ? [{ group: "exposure", ...what, advice: ADVICE, attributes: [path] }] : [];
}

function attachmentRisks({ type, before, after }: ResourceChange): Risk[] {
  const arn = String(valueAt(after, "policy_arn") ?? "");
  const isAttachment = type.endsWith("_policy_attachment") || (type === "aws_eks_access_policy_association" && before);
  if (!isAttachment || !ADMINISTRATORS.test(arn) || valueAt(before, "policy_arn") === arn) return [];
  return [
    {
      group: "exposure",
      what: "it may do nearly everything",
      advice: ADVICE,
      attributes: ["policy_arn", "role", "principal_arn"],
    },
  ];
}

/** How wide a policy is, and the actions and resources that make it so. */
type Width = Pick<Risk, "what" | "detail">;

function tooWide(statements: readonly Statement[]): Width | undefined {
  if (statements.some(admitsEverybody)) return { what: "its policy lets everybody in" };
  const isEverything = statements.some(
    ({ allows, actions, resources, principals }) =>
      allows && principals.length === 0 && actions.includes("*") && resources.includes("*"),
  );
  return isEverything ? { what: "its policy allows every action on everything" } : undefined;
}

/** How a policy is wider than before; undefined when it is not. */
export function widened(before: Statement[] | undefined, after: Statement[] | undefined): Width | undefined {
  if (!before || !after)
    return before === after ? undefined : { what: "its policy is another one, and one of the two cannot be read" };
  const denied = (deny: Statement) => after.some((other) => !other.allows && isSame(other.source, deny.source));
  const lost = before.find((statement) => !statement.allows && !denied(statement));
  if (lost) return { what: "its policy no longer denies what it denied", detail: toText(lost) };
  const allowed = before.filter(({ allows }) => allows);
  const wider = after.find((statement) => statement.allows && !isCovered(statement, allowed));
  return wider && { what: "its policy allows more", detail: toText(wider) };
}

const toText = ({ actions, resources, principals }: Statement): string =>
  [
    list(actions),
    ...(resources.length > 0 ? ["on", list(resources)] : []),
    ...(principals.length > 0 ? ["for", list(principals)] : []),
  ].join(" ");

/** Whether every combination of a statement was allowed before. */
const isCovered = (statement: Statement, before: readonly Statement[]): boolean =>
  combinations(statement).every(([action, resource, principal]) =>
    before.some(
      (old) =>
        matches(old.actions, action) &&
        (resource === undefined ? old.resources.length === 0 : matches(old.resources, resource)) &&
        (principal === undefined
          ? old.principals.length === 0
          : old.principals.includes(principal) || old.principals.includes("*")) &&
        isNarrower(statement.condition, old.condition),
    ),
  );

type Combination = readonly [action: string, resource: string | undefined, principal: string | undefined];

const combinations = ({ actions, resources, principals }: Statement): Combination[] =>
  actions.flatMap((action) =>
    orNone(resources).flatMap((resource) =>
      orNone(principals).map((principal): Combination => [action, resource, principal]),
    ),
  );

const orNone = (texts: readonly string[]): readonly (string | undefined)[] => (texts.length > 0 ? texts : [undefined]);

const matches = (patterns: readonly string[], text: string): boolean =>
  patterns.some(
    (pattern) => pattern === "*" || pattern.toLowerCase() === text.toLowerCase() || globbed(pattern).test(text),
  );

const globbed = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", "[^*]")}$`,
    "i",
  );

/** Whether a condition holds at most when another does: it has all of the other's parts, with the same values or fewer. */
const isNarrower = (condition: Statement["condition"], than: Statement["condition"]): boolean =>
  Object.entries(than).every(([operator, keys]) =>
    Object.entries(toGroup(keys)).every(([key, values]) => {
      const own = entryOf(toGroup(entryOf(condition, operator)), key);
      const [fewer, more] = /Not/.test(operator) ? [values, own] : [own, values];
      return own !== undefined && toList(fewer).every((value) => toList(more).includes(value));
    }),
  );

const list = (texts: readonly string[]): string =>
  texts.length > 4 ? `${texts.slice(0, 4).join(", ")} and ${texts.length - 4} more` : texts.join(", ");
