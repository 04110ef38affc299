import { entryOf } from "../synthesized";
import { actionsMeant, prefixOf, type Services } from "./actions";
import { meaningOf, type Place } from "./meaning";
import type { Condition, Statement } from "./policy";
import { enumerate } from "./values";

/** What access levels of AWS's reference mean to a reader; of an action with two levels the first here counts. */
const LEVELS: readonly (readonly [string, string])[] = [
  ["Permissions management", "manage permissions"],
  ["Tagging", "tag"],
  ["Write", "use or change"],
  ["Read", "read"],
  ["List", "list"],
];
const levelInWords = (level: string): string => LEVELS.find(([name]) => level.includes(name))?.[1] ?? level;
/** More names of one level than this are counted; the JSON has them all. */
const MOST_NAMES = 8;

/**
 * What a statement allows or denies: `AWS KMS: use or change (Decrypt), on aws_kms_key.main, if …`.
 * @param everything What the resource `*` means where the statement is.
 */
export function inWords(statement: Statement, services: Services, place: Place, everything = "every resource"): string {
  const { allows, notActions, conditions } = statement;
  const what = notActions.length > 0 ? `everything but ${enumerate(notActions)}` : actionsInWords(statement, services);
  const where = onWhat(statement, place, everything);
  return `${allows ? "" : "Never "}${what}${where ? `, on ${where}` : ""}${conditionsInWords(conditions, place)}`;
}

function actionsInWords({ actions }: Statement, services: Services): string {
  const prefixes = [...new Set(actions.map(prefixOf))];
  return prefixes
    .map((prefix) => {
      const own = actions.filter((action) => prefixOf(action) === prefix);
      if (prefix === "*") return "everything in every service";
      const title = services.get(prefix)?.title ?? prefix;
      return `${title}: ${levelsOf(own, services)}`;
    })
    .join("; ");
}

function levelsOf(actions: readonly string[], services: Services): string {
  if (actions.some((action) => action.endsWith(":*"))) return "everything";
  const levelOf = (action: string): string => {
    const levels = new Set(actionsMeant(services, action).map(({ level }) => levelInWords(level)));
    return levels.size > 0 ? enumerate([...levels].sort()) : "unknown to AWS's reference";
  };
  const nameOf = (action: string) => action.slice(action.indexOf(":") + 1);
  return [...new Set(actions.map(levelOf))]
    .map((level) => `${level} (${shortened(actions.filter((one) => levelOf(one) === level).map(nameOf))})`)
    .join(", ");
}

const shortened = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES - 2).join(", ")} and ${names.length - MOST_NAMES + 2} more`
    : names.join(", ");

function onWhat({ resources, notResources }: Statement, place: Place, everything: string): string {
  const named = (list: readonly string[]) =>
    enumerate(list.map((one) => (one === "*" ? everything : kindInWords(meaningOf(one, place)))));
  return notResources.length > 0 ? `every resource but ${named(notResources)}` : named(resources);
}

/** `every loadbalancer/app of elasticloadbalancing` of an ARN that names no single one; any other text as it is. */
function kindInWords(text: string): string {
  const [, service, name = ""] = /^arn:[^:]*:([\w-]+):[^:]*:[^:]*:(.*)$/.exec(text) ?? [];
  const [, kind] = /^([^*?]*[^*?/:])?[/:]?[*?]/.exec(name) ?? [];
  return service !== undefined && kind !== undefined ? `every ${kind} of ${service}` : text;
}

/** The conditions of a statement, each with what must hold: `, if the account it comes from is 111122223333`. */
export const conditionsInWords = (conditions: readonly Condition[], place: Place): string =>
  conditions.length === 0 ? "" : `, if ${enumerate(conditions.map((condition) => conditionInWords(condition, place)))}`;

const KEYS: readonly (readonly [RegExp, string])[] = [
  [/^aws:SourceAccount$/i, "the account it acts for"],
  [/^aws:SourceArn$/i, "the resource it acts for"],
  [/^aws:PrincipalArn$/i, "the caller"],
  [/^(aws:PrincipalAccount|kms:CallerAccount)$/i, "the caller's account"],
  [/^s3:TlsVersion$/i, "the TLS version"],
  [/^aws:ResourceTag\/(.+)$/i, "the resource's tag $1"],
  [/^aws:RequestTag\/(.+)$/i, "the requested tag $1"],
  [/^kms:ViaService$/i, "the service that asks the key"],
  [/^kms:EncryptionContext:(.+)$/i, "the encryption context $1"],
  [/^iam:AWSServiceName$/i, "the service of the role"],
  [/^[\w-]+:CreateAction$/i, "the action that creates it"],
  [/^.*:sub$/i, "its subject"],
  [/^.*:aud$/i, "its audience"],
];

/** Conditions that are either so or not. */
const BOOLEANS: Readonly<Record<string, readonly [isTrue: string, isFalse: string]>> = {
  "aws:securetransport": ["TLS is in use", "TLS is not in use"],
  "aws:multifactorauthpresent": ["a second factor was given", "no second factor was given"],
  "kms:grantisforawsresource": ["the grant is for an AWS service", "the grant is not for an AWS service"],
};

/** Operators by their name without `ForAllValues:` and `IfExists`. */
const OPERATORS: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  ArnNotEquals: "is not",
  ArnNotLike: "is not like",
  Bool: "is",
  DateGreaterThan: "is after",
  DateLessThan: "is before",
  IpAddress: "is in",
  NotIpAddress: "is not in",
  NumericGreaterThan: "is more than",
  NumericLessThan: "is less than",
  StringEquals: "is",
  StringEqualsIgnoreCase: "is",
  StringLike: "is like",
  StringNotEquals: "is not",
  StringNotLike: "is not like",
};

function conditionInWords({ operator, key, values }: Condition, place: Place): string {
  const [, quantifier = "", name = "", optional] =
    /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const explained = meaningOf(key, place);
  const [isTrue, isFalse] =
    name === "Bool" && values.length === 1 ? (entryOf(BOOLEANS, explained.toLowerCase()) ?? []) : [];
  if (isTrue && isFalse) return `${values[0] === "true" ? isTrue : isFalse}${optional ? ", or nobody says so" : ""}`;
  const [pattern, words = ""] = KEYS.find(([known]) => known.test(explained)) ?? [];
  const subject = pattern ? explained.replace(pattern, words) : explained;
  if (name === "Null") return `${subject} is ${values.includes("true") ? "absent" : "there"}`;
  const all = quantifier === "ForAllValues:" ? "every value of " : quantifier === "ForAnyValue:" ? "a value of " : "";
  const object = enumerate(
    values.map((value) => meaningOf(value, place)),
    "or",
  );
  return `${all}${subject} ${entryOf(OPERATORS, name) ?? name} ${object}${optional ? " or absent" : ""}`;
}
