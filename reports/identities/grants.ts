import { blocksIn, entryOf, type Json, textsOf } from "../synthesized";
import { type Estate, leadsTo, type Resource } from "./estate";
import MANAGED from "./managed-policies.json";
import { isUnknown, meaningOf } from "./meaning";
import { nameOf } from "./names";
import { type Policy, readPolicy } from "./policy";

import { inWords } from "./words";

/** One policy of a role, user or group. */
export interface Grant {
  /** Name of the policy, and whose it is. */
  readonly name: string;
  /** What it allows, a text for each statement. */
  readonly words: readonly string[];
  /** As it is written; of a policy of AWS its ARN. */
  readonly source: Json;
}

const DESCRIPTIONS: Readonly<Record<string, string>> = MANAGED;

/** Resources that grant, by the kind of identity: policies of its own, and attachments of others. */
const GRANTING: Readonly<Record<string, { readonly argument: string; readonly many: string }>> = {
  aws_iam_role: { argument: "role", many: "roles" },
  aws_iam_user: { argument: "user", many: "users" },
  aws_iam_group: { argument: "group", many: "groups" },
};

/** Types of identities. */
export const IDENTITY_TYPES = Object.keys(GRANTING);

/** Everything that grants something to an identity, its own policies first. */
export function grantsOf(identity: Resource, estate: Estate): Grant[] {
  const { block } = identity;
  const { argument = "", many = "" } = entryOf(GRANTING, block.type) ?? {};
  const isOf = (key: string) => (it: Resource) => leadsTo(it.block.values[key], it).includes(block);
  const ofType = (type: string) => estate.resources.filter((it) => it.block.type === type);
  const inline = blocksIn(block.values, "inline_policy").map(({ name, policy }) =>
    own(String(name), policy, identity, estate),
  );
  const policies = ofType(`${block.type}_policy`).filter(isOf(argument));
  const attached = [
    ...ofType(`${block.type}_policy_attachment`).filter(isOf(argument)),
    ...ofType("aws_iam_policy_attachment").filter(isOf(many)),
  ].map((it) => ({ arn: it.block.values.policy_arn, place: it }));
  const listed = textsOf(block.values.managed_policy_arns).map((arn) => ({ arn, place: identity }));
  return [
    ...inline,
    ...policies.map((it) => own(nameOf(it.block, it.environment), it.block.values.policy, it, estate)),
    ...[...attached, ...listed].map(({ arn, place }) => attachedPolicy(arn, place, estate)),
  ];
}

/** What bounds an identity, whatever its policies allow; undefined without a boundary. */
export function boundaryOf(identity: Resource): string | undefined {
  const arn = identity.block.values.permissions_boundary;
  return typeof arn === "string"
    ? meaningOf(arn, identity).replace(/^arn:[\w-]+:iam::(\d*|aws):policy\//, "")
    : undefined;
}

function attachedPolicy(arn: Json | undefined, place: Resource, estate: Estate): Grant {
  const [block] = leadsTo(arn, place);
  const shared = estate.resources.find((it) => it.block === block && it.block.type === "aws_iam_policy");
  if (shared) return own(nameOf(shared.block, shared.environment), shared.block.values.policy, shared, estate);
  const written = meaningOf(String(arn ?? ""), place);
  const [, name] = /^arn:[\w-]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(written) ?? [];
  if (name === undefined)
    return {
      name: written,
      words: [`cannot be told: ${isUnknown(written) ? "what it is" : "its text"} is not in the JSON`],
      source: written,
    };
  const words = entryOf(DESCRIPTIONS, name) ?? "cannot be told: a policy of AWS whose text is not in the JSON";
  return { name: `${name}, of AWS`, words: [words], source: written };
}

function own(name: string, document: Json | undefined, place: Resource, estate: Estate): Grant {
  const policy: Policy | undefined = readPolicy(document);
  return {
    name: meaningOf(name, place),
    words: policy?.statements.map((statement) => inWords(statement, estate.services, place)) ?? [
      "cannot be told: the policy is no JSON before it is planned",
    ],
    source: policy?.source ?? document ?? null,
  };
}
