import { lookUp } from "../built/look-up";
import { isEverything, type Statement, statementsOf } from "../built/policies";
import { type Block, hasRepeatedKey, isGroup, type Json, rememberedTexts, toGroup, toList } from "../synthesized";
import { type Check, judged, NOT_APPLICABLE } from "./rule";

/** What a statement may say. Source: IAM user guide, "Grammar of the IAM JSON policy language". */
const ELEMENTS: ReadonlySet<string> = new Set(
  "Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition".split(" "),
);

/** The statements of a policy that can be read in one way only: each allows or denies, and no key is there twice. */
const plainStatements = (policy: Json | undefined): Statement[] | undefined =>
  typeof policy === "string" ? inText(policy) : plain(policy);

/** A score of rules ask for the same texts. */
const inText = rememberedTexts((text) => {
  const found = plain(text);
  return found && hasRepeatedKey(text) ? undefined : found;
});

function plain(policy: Json | undefined): Statement[] | undefined {
  const statements = statementsOf(policy);
  return statements?.every(
    ({ source }) =>
      isGroup(source) &&
      (source.Effect === "Allow" || source.Effect === "Deny") &&
      Object.keys(source).every((key) => ELEMENTS.has(key)),
  )
    ? statements
    : undefined;
}

/** The policy at a path must be readable JSON and every statement fine; a failing outcome shows the statement. */
export const everyStatement =
  (path: string, isFine: (statement: Statement) => boolean): Check =>
  (block) => {
    const { value, pointer } = lookUp(block, path);
    const statements = plainStatements(value);
    const wrong = statements?.find((statement) => !isFine(statement));
    return judged(statements !== undefined && wrong === undefined, pointer, wrong?.source ?? value);
  };

/** The same for every policy that a block of one of these types holds; a block without any is not applicable. */
export const everyStatementOf =
  (places: Readonly<Record<string, string>>, isFine: (statement: Statement) => boolean): Check =>
  (block, context) => {
    const path = block.kind === "resource" && Object.hasOwn(places, block.type) ? places[block.type] : undefined;
    if (path === undefined || lookUp(block, path).value === undefined) return NOT_APPLICABLE;
    return everyStatement(path, isFine)(block, context);
  };

/** At least one statement of the policy at a path must be as wanted; a passing outcome shows it. */
export const someStatement =
  (path: string, isWanted: (statement: Statement) => boolean): Check =>
  (block) => {
    const { value, pointer } = lookUp(block, path);
    const found = plainStatements(value)?.find(isWanted);
    return judged(found !== undefined, pointer, found?.source ?? value);
  };

/** Types that give permissions to somebody in an argument `policy`. */
const GIVING: readonly string[] = [
  "aws_iam_group_policy",
  "aws_iam_policy",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_ssoadmin_permission_set_inline_policy",
];

/** No policy that is attached to somebody may allow what `isTooWide` recognizes in one of its statements. */
export const allowsNone =
  (isTooWide: (statement: Statement) => boolean): Check =>
  (block) => {
    const policies = policiesIn(block);
    if (policies.length === 0) return NOT_APPLICABLE;
    for (const { policy, pointer } of policies) {
      const statements = plainStatements(policy);
      if (!statements) return judged(false, pointer, policy);
      const wrong = statements.find((statement) => statement.allows && isTooWide(statement));
      if (wrong) return judged(false, pointer, wrong.source);
    }
    return judged(true, policies[0]?.pointer ?? block.pointer, policies[0]?.policy);
  };

/** The policies that a block gives, also those inside of a role. */
export function policiesIn(block: Block): { readonly policy: Json; readonly pointer: string }[] {
  if (block.kind !== "resource") return [];
  if (GIVING.includes(block.type)) {
    const { value, pointer } = lookUp(block, block.values.inline_policy === undefined ? "policy" : "inline_policy");
    return [{ policy: value ?? null, pointer }];
  }
  if (block.type !== "aws_iam_role") return [];
  const { value, pointer } = lookUp(block, "inline_policy");
  return toList(value).flatMap((one, i) => {
    const { policy } = toGroup(one);
    return policy === undefined ? [] : [{ policy, pointer: `${pointer}${Array.isArray(value) ? `/${i}` : ""}/policy` }];
  });
}

/**
 * Whether resources are all of their kind: `*`, or an ARN that names none: `arn:aws:iam::*:*`, `arn:aws:s3:::*`,
 * `arn:aws:secretsmanager:us-east-1:111122223333:secret:*`, `arn:aws:iam::111122223333:role/*`.
 */
export const isEveryOfKind = (resources: readonly string[]): boolean =>
  isEverything(resources) ||
  resources.some((resource) => /^arn:[^:]*:[^:]*:[^:]*:[^:]*:([\w-]+[/:])?[*?/:]+$/.test(resource));

/** The same, and names that only begin: `secret:a*` is nearly every one. */
export const isNearlyEveryOfKind = (resources: readonly string[]): boolean =>
  isEveryOfKind(resources) ||
  resources.some((resource) => {
    const [, name = ""] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[\w-]+[/:])?(.*)$/.exec(resource) ?? [];
    const [head = ""] = name.split(/[*?]/, 1);
    return /[*?]/.test(name) && head.length < LEAST_HEAD;
  });

/** So many characters before a wildcard name something. */
const LEAST_HEAD = 3;

/** Whether resources are all that a service has, of whichever kind: `*`, `arn:aws:s3:::*`, `arn:aws:ec2:*:*:*`. */
export const isEveryOfService = (resources: readonly string[]): boolean =>
  isEverything(resources) || resources.some((resource) => /^arn:[^:]*:[^:]*:[^:]*:[^:]*:[*?/:]+$/.test(resource));
