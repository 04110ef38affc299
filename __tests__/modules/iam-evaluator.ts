/** A statement of a policy, as it is in its JSON. */
interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly AWS?: string | readonly string[]; readonly Service?: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
export interface Policy {
  readonly Statement: readonly Statement[];
}

/** A call to AWS. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** ARN of the caller, for policies that name principals. */
  readonly principal?: string;
  /** Condition keys and their values. @default none */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * What IAM says to a call, by the rules of "Policy evaluation logic" (IAM user guide): what is not allowed is denied, and
 * one statement that denies outweighs all that allow. Anything it does not know is an error, never a guess.
 */
export function isAllowed(policies: readonly Policy[], call: Call): boolean {
  const matching = policies.flatMap(({ Statement }) => Statement).filter((statement) => applies(statement, call));
  return matching.some(({ Effect }) => Effect === "Allow") && !matching.some(({ Effect }) => Effect === "Deny");
}

const KNOWN = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

function applies(statement: Statement, { action, resource, principal, context = {} }: Call): boolean {
  const unknown = Object.keys(statement).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) throw new Error(`the evaluator does not know ${unknown.join(", ")}`);
  return (
    list(statement.Action).some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    list(statement.Resource ?? "*").some((pattern) => isLike(resource, pattern)) &&
    isFor(statement.Principal, principal) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, context[key], list(values))),
    )
  );
}

function isFor(principal: Statement["Principal"], caller: string | undefined): boolean {
  if (principal === undefined || principal === "*") return true;
  return caller !== undefined && list(principal.AWS ?? []).includes(caller);
}

/** A comparison that is negated holds for a key that is missing, with `IfExists` and without. */
const OPERATORS: Readonly<Record<string, (value: string | undefined, wanted: readonly string[]) => boolean>> = {
  StringEquals: (value, wanted) => value !== undefined && wanted.includes(value),
  StringNotEquals: (value, wanted) => value === undefined || !wanted.includes(value),
  Null: (value, [isMissing]) => (value === undefined) === (isMissing === "true"),
  ArnLike: (value, wanted) => value !== undefined && wanted.some((pattern) => isLike(value, pattern)),
  ArnEquals: (value, wanted) => value !== undefined && wanted.some((pattern) => isLike(value, pattern)),
  ArnNotEquals: (value, wanted) => value === undefined || !wanted.some((pattern) => isLike(value, pattern)),
};

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  const test = OPERATORS[operator];
  if (!test) throw new Error(`the evaluator does not know ${operator}`);
  return test(value, wanted);
}

/** `*` is any text and `?` any character. */
const isLike = (value: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(value);

const list = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);
