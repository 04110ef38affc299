import { type Estate, leadsTo, policiesIn, type Resource } from "./estate";
import { meaningOf } from "./meaning";
import { nameOf } from "./names";
import type { Principal, Statement } from "./policy";
import { enumerate } from "./values";
import { inWords } from "./words";

/** A resource that says itself who may use it: a key, a bucket, a topic, an image repository. */
export interface ResourcePolicy {
  readonly stack: string;
  readonly address: string;
  /** A text for each statement, with whom it is about. */
  readonly words: readonly string[];
  /** As it is written, indented. */
  readonly json: string;
}

/** Every policy that is no identity's own. */
export const resourcePoliciesOf = (estate: Estate): ResourcePolicy[] =>
  estate.resources
    .filter(({ block }) => !block.type.startsWith("aws_iam_"))
    .flatMap((it) =>
      policiesIn(it.block).map(({ policy, argument }) => ({
        stack: it.stack.name,
        address: it.block.address,
        words: policy?.statements.map((statement) => withPrincipals(statement, it, estate)) ?? [
          `cannot be told: ${argument} is no JSON before it is planned`,
        ],
        json: policy ? JSON.stringify(policy.source, undefined, 2) : String(it.block.values[argument]),
      })),
    );

/** Types in whose policies `*` is the resource that has the policy. */
const ITSELF = /^aws_(kms_|ecr_|secretsmanager_)/;

function withPrincipals(statement: Statement, place: Resource, { services, accounts }: Estate): string {
  const { principals, notPrincipals } = statement;
  const words = (list: readonly Principal[]) => enumerate(list.map((it) => principalInWords(it, place, accounts)));
  const who =
    notPrincipals.length > 0 ? `Everybody but ${words(notPrincipals)}` : words(principals) || "Nobody in particular";
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} – ${inWords(statement, services, place, ITSELF.test(place.block.type) ? "itself" : undefined)}`;
}

function principalInWords({ kind, name }: Principal, place: Resource, accounts: readonly string[]): string {
  if (name === "*") return "everybody";
  const [block] = leadsTo(name, place);
  if (block) return `the ${block.type === "aws_iam_role" ? "role" : block.type} ${nameOf(block, place.environment)}`;
  const written = meaningOf(name, place);
  const [, account] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(written) ?? [];
  if (kind === "AWS" && account !== undefined)
    return accounts.includes(account)
      ? "whom IAM policies of this account let"
      : `whom IAM policies of another account, ${account}, let`;
  return kind === "Service" ? `the service ${written}` : written;
}
