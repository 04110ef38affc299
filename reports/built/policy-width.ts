import { escalationIn } from "./escalations";
import { coversPattern, mayMeet } from "./patterns";
import { accountOf, admitsEverybody, isAdministrator, isEverything, type Statement } from "./policies";
import { isNarrower } from "./policy-conditions";
import { vouchesForAnybody } from "./policy-trust";

/** How wide a policy is, and what the document says about it. */
export interface Width {
  /** In words of ours: the end of a sentence about a resource. */
  readonly what: string;
  /** Actions, resources and principals as they are written: any text. */
  readonly detail?: string;
}

/** Why a policy is too wide whatever was there before; undefined when it is not. */
export function tooWide(statements: readonly Statement[]): Width | undefined {
  if (statements.some(admitsEverybody)) return { what: "its policy lets everybody in" };
  if (statements.some(vouchesForAnybody)) return { what: "everybody whom its identity provider vouches for is let in" };
  if (statements.some(isAdministrator)) return { what: "its policy allows every action on everything" };
  const nearly = statements.find(
    ({ allows, resources, principals, except }) =>
      allows && principals.length === 0 && except.actions.length > 0 && isEverything(resources),
  );
  if (nearly) return { what: "its policy allows nearly every action on everything", detail: toText(nearly) };
  const escalation = statements.map(escalationIn).find((action) => action !== undefined);
  return escalation ? { what: "its holder can become an administrator", detail: `${escalation} on *` } : undefined;
}

/** How a policy allows more than before, or denies less; undefined when it does not. */
export function widened(
  before: readonly Statement[] | undefined,
  after: readonly Statement[] | undefined,
): Width | undefined {
  if (!before || !after)
    return before === after ? undefined : { what: "its policy is another one, and one of the two cannot be read" };
  const [allowed, denied] = [before.filter(({ allows }) => allows), after.filter(({ allows }) => !allows)];
  const lost = before.find((statement) => !statement.allows && !isCovered(statement, denied));
  if (lost) return { what: "its policy no longer denies what it denied", detail: toText(lost) };
  const wider = after.filter((statement) => statement.allows && !isCovered(statement, allowed));
  const [first] = wider;
  if (!first) return undefined;
  return tooWide(wider) ?? { what: "its policy allows more", detail: toText(first) };
}

/** Accounts that a policy lets in and that are not among one's own; without any own account nobody can tell. */
export const strangersIn = (statements: readonly Statement[], own: ReadonlySet<string>): string[] =>
  own.size === 0
    ? []
    : [
        ...new Set(
          statements
            .filter(({ allows }) => allows)
            .flatMap(({ principals }) => principals.flatMap((principal) => accountOf(principal) ?? []))
            .filter((account) => !own.has(account)),
        ),
      ];

/** A statement in one line. */
export const toText = ({ actions, resources, principals, except }: Statement): string =>
  [
    list(actions, except.actions),
    ...(resources.length > 0 ? ["on", list(resources, except.resources)] : []),
    ...(principals.length > 0 ? ["for", list(principals, except.principals)] : []),
  ].join(" ");

function list(texts: readonly string[], except: readonly string[]): string {
  if (except.length > 0) return `everything but ${list(except, [])}`;
  return texts.length > 4 ? `${texts.slice(0, 4).join(", ")} and ${texts.length - 4} more` : texts.join(", ");
}

/** Whether all that a statement is about is part of others. */
const isCovered = (statement: Statement, others: readonly Statement[]): boolean =>
  others.some((other) => isPart(statement, other)) ||
  partsOf(statement).every((part) => others.some((other) => isPart(part, other)));

/** A statement about several things as statements about one each; `NotAction` and the like stay as they are. */
const partsOf = (statement: Statement): Statement[] =>
  split(statement.actions, statement.except.actions).flatMap((actions) =>
    split(statement.resources, statement.except.resources).flatMap((resources) =>
      split(statement.principals, statement.except.principals).map((principals) => ({
        ...statement,
        actions,
        resources,
        principals,
      })),
    ),
  );

const split = (texts: readonly string[], except: readonly string[]): (readonly string[])[] =>
  except.length > 0 || texts.length === 0 ? [texts] : texts.map((text) => [text]);

const isPart = (inner: Statement, outer: Statement): boolean =>
  isWithin("actions", inner, outer, (wide, narrow) => coversPattern(wide, narrow, { anyCase: true })) &&
  isWithin("resources", inner, outer, (wide, narrow) => coversPattern(wide, narrow)) &&
  isWithin("principals", inner, outer, coversPrincipal) &&
  isNarrower(inner.condition, outer.condition);

type Part = "actions" | "resources" | "principals";

/** Whether the actions, resources or principals of one statement are among another's; both may be all but some. */
function isWithin(part: Part, inner: Statement, outer: Statement, covers: (wide: string, narrow: string) => boolean) {
  const [named, wide] = [inner[part], outer[part]];
  const [leftOut, widerLeftOut] = [inner.except[part], outer.except[part]];
  if (named.length === 0) return wide.length === 0;
  if (widerLeftOut.length > 0)
    return leftOut.length > 0
      ? widerLeftOut.every((text) => leftOut.some((other) => covers(other, text)))
      : named.every((text) => widerLeftOut.every((other) => !mayMeet(text, other)));
  return named.every((text) => wide.some((other) => covers(other, text)));
}

/** `*` is everybody, the root of an account everybody in it. */
const coversPrincipal = (wide: string, narrow: string): boolean =>
  wide === "*" ||
  wide === narrow ||
  (/^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(wide) && accountOf(wide) === accountOf(narrow)) ||
  (accountOf(wide) === undefined && coversPattern(wide, narrow));
