import { isAction } from "../built/policies";
import { actionsMeant } from "./actions";
import { type Estate, leadsTo, type Resource } from "./estate";
import { isLimit } from "./limits";
import { podIdentitiesOf } from "./pods";
import type { Statement } from "./policy";
import TABLE from "./reasons.json";
import type { Found, Reason } from "./wildcard";

/** One known reason. Everything that is given must be so; what is left out does not matter. */
interface Known extends Reason {
  readonly what: string;
  /** Type of the resource that has the policy, as a regular expression. */
  readonly holder?: string;
  /** The wildcard, as a regular expression; references stand for what they mean. */
  readonly value?: string;
  /** Actions it is a reason for, as IAM writes patterns. */
  readonly actions?: readonly string[];
  /** Key of a condition that limits the statement to what it names, as a regular expression. */
  readonly condition?: string;
  /** The service account whose pods alone have the role. */
  readonly pods?: string;
  /** `own account`: IAM policies of the environment's own account, and nobody else. */
  readonly by?: string;
}
const REASONS: readonly Known[] = TABLE;

/** AWS says itself that nothing but `*` can be written. */
const NO_RESOURCE: Reason = {
  text: "AWS knows no resource for this action: a policy can only write *.",
  source: "AWS Service Authorization Reference, column Resource types",
};

const inside = (address: string): Reason => ({
  text: `What is inside of ${address}, such as its objects or streams; their names come later.`,
  source: "the ARN is that of one resource of this project, and ends with the wildcard",
});

/** Why a wildcard is right; undefined when nobody has said. */
export function reasonFor(found: Found, statement: Statement, holder: Resource, estate: Estate): Reason | undefined {
  const { what, value, actions } = found;
  const meant = actions.flatMap((action) => actionsMeant(estate.services, action));
  if (what === "resource" && value === "*" && meant.length > 0 && meant.every(({ hasNoResource }) => hasNoResource))
    return NO_RESOURCE;
  const [, address] = /^(aws_\w+\.[\w-]+)[/:][^*?]*\*$/.exec(value) ?? [];
  if (what === "resource" && address !== undefined) return inside(address);
  return REASONS.find((known) => isFor(known, found, statement, holder, estate));
}

function isFor(known: Known, found: Found, statement: Statement, holder: Resource, estate: Estate): boolean {
  const { what, value, actions } = found;
  const { condition } = known;
  return (
    known.what === what &&
    matches(known.holder, holder.block.type) &&
    matches(known.value, value) &&
    (known.actions === undefined || (actions.length > 0 && actions.every((it) => isAction(known.actions ?? [], it)))) &&
    (condition === undefined || statement.conditions.some((it) => isLimit(it) && matches(condition, it.key))) &&
    (known.pods === undefined || areOnlyPods(known.pods, holder, estate)) &&
    (known.by === undefined || isOwnAccount(statement, estate))
  );
}

const matches = (pattern: string | undefined, text: string): boolean =>
  pattern === undefined || new RegExp(pattern, "i").test(text);

/** Whether the role that a policy belongs to is that of one service account alone. */
function areOnlyPods(account: string, holder: Resource, estate: Estate): boolean {
  const roles = leadsTo(holder.block.values.role, holder);
  const pods = podIdentitiesOf(estate).filter(({ role }) => roles.includes(role.block));
  return pods.length > 0 && pods.every((it) => it.addOn === undefined && it.account === account);
}

const isOwnAccount = ({ principals, notPrincipals }: Statement, { accounts }: Estate): boolean =>
  notPrincipals.length === 0 &&
  principals.length > 0 &&
  principals.every(({ kind, name }) => {
    const [, account = ""] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
    return kind === "AWS" && accounts.includes(account);
  });
