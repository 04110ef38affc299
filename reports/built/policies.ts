import { hasRepeatedKey, isGroup, type Json, rememberedLately, toGroup, toList, type Values } from "../synthesized";
import { namesCaller } from "./callers";
import { coversPattern } from "./patterns";
import { jsonIn } from "./values";

/** One statement of an IAM policy, its single values as lists. */
export interface Statement {
  readonly allows: boolean;
  /** Patterns; `*` when it is about all but some. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Every principal without its kind: `*`, `eks.amazonaws.com`, an ARN. */
  readonly principals: readonly string[];
  /** What `NotAction`, `NotResource` and `NotPrincipal` leave out. */
  readonly except: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly principals: readonly string[];
  };
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

const texts = (value: Json | undefined): string[] => toList(value).map(String);

const principalsIn = (value: Json | undefined): string[] =>
  typeof value === "string" ? [value] : Object.values(toGroup(value)).flatMap(texts);

function toStatement(source: Json): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = toGroup(source);
  const everything = (negated: Json | undefined) => (negated === undefined ? [] : ["*"]);
  return {
    allows: Effect === "Allow",
    actions: [...texts(Action), ...everything(NotAction)],
    resources: [...texts(Resource), ...everything(NotResource)],
    principals: [...principalsIn(Principal), ...everything(NotPrincipal)],
    except: { actions: texts(NotAction), resources: texts(NotResource), principals: principalsIn(NotPrincipal) },
    condition: toGroup(Condition),
    source,
  };
}

/** A policy document in the arguments of a resource. */
export interface PolicyDocument {
  /** Where, without positions in lists: `inline_policy.policy`. */
  readonly path: string;
  readonly statements: readonly Statement[];
}

/**
 * Every policy document in a value, whatever the argument is called: as text or as object, in any list or block. A text that
 * has a key twice is none: what it says is for each reader another thing.
 */
export function documentsIn(value: Json | undefined, path = ""): PolicyDocument[] {
  if (typeof value === "string") {
    if (!value.includes('"Statement"') || !/^\s*\{/.test(value)) return [];
    const inner = jsonIn(value);
    return inner === undefined || hasRepeatedKey(value) ? [] : documentsIn(inner, path);
  }
  if (Array.isArray(value)) return value.flatMap((entry) => documentsIn(entry, path));
  if (!isGroup(value)) return [];
  return path === "" ? documentsOfResource(value) : documentsInGroup(value, path);
}

function documentsInGroup(value: Values, path: string): PolicyDocument[] {
  if (value.Statement !== undefined) {
    const statements = statementsOf(value);
    if (statements?.some(isStatement)) return [{ path, statements }];
  }
  const found: PolicyDocument[] = [];
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (typeof inner === "string" ? inner.includes('"Statement"') : typeof inner === "object")
      found.push(...documentsIn(inner, path === "" ? key : `${path}.${key}`));
  }
  return found;
}

/** Several tables ask for the documents of one resource: they are read once. */
const documentsOfResource = rememberedLately((values: Values): PolicyDocument[] => documentsInGroup(values, ""));

const isStatement = ({ source }: Statement): boolean => {
  const { Effect } = toGroup(source);
  return Effect === "Allow" || Effect === "Deny";
};

/** Whether a principal is everybody: `*`, or any account. */
const isEverybody = (principal: string): boolean => /^\*+$/.test(principal) || /^arn:[^:]*:iam::[*?]+:/.test(principal);

/** Whether a statement lets everybody in: any principal, and no condition that names the caller. */
export const admitsEverybody = ({ allows, principals, condition }: Statement): boolean =>
  allows && principals.some(isEverybody) && !namesCaller(condition);

/** Whether resources are all there are: `*`, `arn:aws:*`, `arn:*:*:*:*:*`. */
export const isEverything = (resources: readonly string[]): boolean =>
  resources.some((resource) => /^[*:/]*\*[*:/]*$/.test(resource.replace(/^arn:(aws[\w-]*(?=:)|[*?]+)?/, "")));

/** Whether a statement makes an administrator: every action, or all of IAM, which can give itself every other. */
export const isAdministrator = ({ allows, actions, resources, principals, except }: Statement): boolean =>
  allows &&
  principals.length === 0 &&
  isEverything(resources) &&
  actions.some((action) => coversPattern(action, "iam:*", { anyCase: true })) &&
  !except.actions.some((action) => coversPattern(action, "iam:*", { anyCase: true }));

/** Whether a statement denies what is not sent over TLS. */
export const deniesPlainText = ({ allows, condition }: Statement): boolean =>
  !allows && /"aws:SecureTransport":\s*\[?"?false/.test(JSON.stringify(condition));

/** Whether one of the actions of a statement, with its wildcards, covers an action like `kms:Decrypt`. */
export const covers = ({ actions, except }: Statement, action: string): boolean =>
  isAction(actions, action) && !isAction(except.actions, action);

/** Whether an action is among patterns of actions, in whichever case. */
export const isAction = (patterns: readonly string[], action: string): boolean =>
  patterns.some((pattern) => coversPattern(pattern, action, { anyCase: true }));

/** Account of a principal, or of any other ARN: its twelve digits; undefined when it has none. */
export const accountOf = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::.*)?$/.exec(principal)?.[1];
