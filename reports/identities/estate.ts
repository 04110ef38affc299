import { type Block, type Json, type SynthesizedEnvironment, targets, textsOf } from "../synthesized";
import { prefixOf, readServices, type Services } from "./actions";
import type { Place } from "./meaning";
import { type Policy, readPolicy } from "./policy";

/** A resource and where it is written. */
export interface Resource extends Place {
  readonly block: Block;
}

/** Everything that is known when identities are read. */
export interface Estate {
  readonly resources: readonly Resource[];
  readonly services: Services;
  /** Accounts of the environment, by its providers. */
  readonly accounts: readonly string[];
}

/** Reads an environment once for all questions. */
export async function readEstate(environment: SynthesizedEnvironment): Promise<Estate> {
  const resources = environment.stacks.flatMap((stack) =>
    stack.resources.map((block) => ({ block, stack, environment })),
  );
  const actions = resources.flatMap(({ block }) =>
    policiesIn(block).flatMap(({ policy }) =>
      (policy?.statements ?? []).flatMap((it) => [...it.actions, ...it.notActions]),
    ),
  );
  const providers = environment.stacks.flatMap((stack) => stack.providers);
  return {
    resources,
    services: await readServices(actions.filter((action) => prefixOf(action) !== "*")),
    accounts: [...new Set(providers.flatMap(({ values }) => textsOf(values.allowed_account_ids)))],
  };
}

/** A policy document that a resource carries. */
export interface Carried {
  /** Argument it is in. */
  readonly argument: string;
  /** Undefined when it cannot be read from the JSON. */
  readonly policy: Policy | undefined;
}

/** Arguments that hold policy documents; other policies, like those of image lifecycles, have no statements. */
const ARGUMENTS = ["assume_role_policy", "policy", "access_policy"];

/** The policy documents of a resource. */
export const policiesIn = (block: Block): Carried[] => [
  ...ARGUMENTS.flatMap((argument) => carried(block, argument, block.values[argument])),
  ...[block.values.inline_policy ?? []]
    .flat()
    .flatMap((inline, i) => carried(block, `inline_policy/${i}`, (inline as { policy?: Json }).policy)),
];

function carried(block: Block, argument: string, value: Json | undefined): Carried[] {
  if (typeof value !== "string") return [];
  const policy = readPolicy(value);
  const isOther = policy === undefined && (isJson(value) || /^arn:/.test(value) || !/polic|role|key/.test(block.type));
  return isOther ? [] : [{ argument, policy }];
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** The resources that a value leads to, through the outputs of other stacks too. */
export const leadsTo = (value: Json | undefined, { stack, environment }: Place): Block[] =>
  targets(value ?? null, stack, environment);

/** Resources of some types of which an argument leads to a block. */
export const naming = (estate: Estate, types: readonly string[], argument: string, block: Block): Resource[] =>
  estate.resources.filter(
    (it) => types.includes(it.block.type) && leadsTo(it.block.values[argument], it).includes(block),
  );
