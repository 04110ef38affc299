import { lookUp } from "../built/look-up";
import { type Statement, statementsOf } from "../built/policies";
import { forType } from "./checks";
import { type Check, judged } from "./rule";

/** The policy at a path must be readable JSON and every statement fine; a failing outcome shows the statement. */
export const everyStatement =
  (path: string, isFine: (statement: Statement) => boolean): Check =>
  (block) => {
    const { value, pointer } = lookUp(block, path);
    const statements = statementsOf(value);
    const wrong = statements?.find((statement) => !isFine(statement));
    return judged(statements !== undefined && wrong === undefined, pointer, wrong?.source ?? value);
  };

/** At least one statement of the policy at a path must be as wanted; a passing outcome shows it. */
export const someStatement =
  (path: string, isWanted: (statement: Statement) => boolean): Check =>
  (block) => {
    const { value, pointer } = lookUp(block, path);
    const found = statementsOf(value)?.find(isWanted);
    return judged(found !== undefined, pointer, found?.source ?? value);
  };

/** No policy that is attached to somebody may allow what `isTooWide` recognizes in one of its statements. */
export const allowsNone = (isTooWide: (statement: Statement) => boolean): Check =>
  forType(
    ["aws_iam_policy", "aws_iam_role_policy"],
    everyStatement("policy", (statement) => !(statement.allows && isTooWide(statement))),
  );
