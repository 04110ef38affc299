import { type Json, toGroup, toList, type Values } from "../synthesized";

/** One statement of an IAM policy, its single values as lists. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Every principal without its kind: `*`, `eks.amazonaws.com`, an ARN. */
  readonly principals: readonly string[];
  readonly condition: Values;
  /** As it is written. */
  readonly source: Json;
}

/** The statements of a policy document; undefined when it is not readable. */
export function statementsOf(policy: Json | undefined): Statement[] | undefined {
  try {
    const document = toGroup(typeof policy === "string" ? JSON.parse(policy) : policy);
    return document.Statement === undefined ? undefined : toList(document.Statement).map(toStatement);
  } catch {
    return undefined;
  }
}

function toStatement(source: Json): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = toGroup(source);
  const texts = (value: Json | undefined) => toList(value).map(String);
  const everything = (negated: Json | undefined) => (negated === undefined ? [] : ["*"]);
  return {
    allows: Effect === "Allow",
    actions: [...texts(Action), ...everything(NotAction)],
    resources: [...texts(Resource), ...everything(NotResource)],
    principals: [
      ...(typeof Principal === "string" ? [Principal] : Object.values(toGroup(Principal)).flatMap(texts)),
      ...everything(NotPrincipal),
    ],
    condition: toGroup(Condition),
    source,
  };
}

/** Conditions that name who may ask; anything else leaves a statement open to every account. */
const NAMES_CALLER =
  /"(aws:PrincipalArn|aws:PrincipalAccount|aws:PrincipalOrgID|kms:CallerAccount|aws:SourceAccount|aws:SourceArn)":/;

/** Whether a statement lets everybody in: any principal, and no condition that names the caller. */
export const admitsEverybody = ({ allows, principals, condition }: Statement): boolean =>
  allows && principals.includes("*") && !NAMES_CALLER.test(JSON.stringify(condition));

/** Whether a statement denies what is not sent over TLS. */
export const deniesPlainText = ({ allows, condition }: Statement): boolean =>
  !allows && /"aws:SecureTransport":\s*\[?"?false/.test(JSON.stringify(condition));

/** Whether one of the actions of a statement, with its wildcards, covers an action like `kms:Decrypt`. */
export const covers = ({ actions }: Statement, action: string): boolean =>
  actions.some((pattern) => toPattern(pattern).test(action));

/** A pattern of IAM: `*` is anything and `?` one character; letters of actions have no case. */
export const toPattern = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "is",
  );
