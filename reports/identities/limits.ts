import type { Condition } from "./policy";

/** Conditions that name who asks. */
const CALLER = /^(aws:(PrincipalArn|PrincipalAccount|PrincipalOrgID|SourceAccount|SourceArn)|kms:CallerAccount)$/i;

/** Operators that let only the named values through; `…IfExists`, `ForAllValues:` and `…Not…` let others through as well. */
const NAMING = /^(ForAnyValue:)?(Arn|String)(Equals|EqualsIgnoreCase|Like)$/;

/** Patterns that name nobody: everything, and ARNs of whatever account. */
const ANYBODY = /^(\*+|arn:[^:]*:[^:]*:[^:]*:\*:.*)$/;

/** Whether a condition lets only what it names through, or, with `Null`, only what has the key at all. */
export const isLimit = ({ operator, values }: Condition): boolean =>
  operator === "Null"
    ? values.every((value) => value === "false")
    : NAMING.test(operator) && !values.some((value) => ANYBODY.test(value));

/** Whether a condition lets only callers through that it names. */
export const namesCaller = (condition: Condition): boolean =>
  condition.operator !== "Null" && isLimit(condition) && CALLER.test(condition.key);
