import { lookUp } from "../built/look-up";
import {
  type Block,
  entryOf,
  grouped,
  type Json,
  known,
  references,
  remembered,
  targets,
  toList,
} from "../synthesized";
import { type Check, type Context, type Judged, judged, NOT_APPLICABLE } from "./rule";

/** Whether a value is as required. Undefined: the argument is not there. */
export type Test = (value: Json | undefined, block: Block, context: Context) => boolean;

/** What a check is for, when it is for some types alone: it need not be asked about any other. */
const TYPES = new WeakMap<Check, ReadonlySet<string>>();

/** The types that a check is for; undefined: it wants to see every block. */
export const typesOf = (check: Check): ReadonlySet<string> | undefined => TYPES.get(check);

/** What checks know a block by: its type, and what is no resource by its address, like `provider.aws` or `backend.s3`. */
export const typeOf = ({ kind, type, address }: Block): string => (kind === "resource" ? type : address);

/** For blocks of these types; any other is not applicable. Providers are `provider.aws`, backends `backend.s3`. */
export function forType(types: string | readonly string[], check: Check): Check {
  const wanted = new Set([types].flat());
  const guarded: Check = (block, context) => (wanted.has(typeOf(block)) ? check(block, context) : NOT_APPLICABLE);
  TYPES.set(guarded, wanted);
  return guarded;
}

/** No resource, and nothing that a chart makes, may be of such a type: each fails by itself, and a stack without any passes. */
export const noneOf =
  (isRefused: (type: string) => boolean): Check =>
  (block, context) => {
    if (block.kind === "resource")
      return isRefused(block.type) ? judged(false, block.pointer, block.type) : NOT_APPLICABLE;
    if (block.kind !== "stack" || madeIn(block, context).some(({ type }) => isRefused(type))) return NOT_APPLICABLE;
    return judged(true, "/resource", null);
  };

/** A check for each type; any other block is not applicable. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (block, context) =>
    (block.kind === "resource" ? entryOf(checks, block.type) : undefined)?.(block, context) ?? NOT_APPLICABLE;

/** Only for blocks of which `isConcerned` is true. */
export const when =
  (isConcerned: (block: Block, context: Context) => boolean, check: Check): Check =>
  (block, context) =>
    isConcerned(block, context) ? check(block, context) : NOT_APPLICABLE;

/** Every check must pass; the outcome is the first that does not, or else the first. */
export const all =
  (...checks: readonly Check[]): Check =>
  (block, context) => {
    const outcomes = checks
      .map((check) => check(block, context))
      .filter((outcome): outcome is Judged => outcome.verdict !== "not applicable");
    return outcomes.find(({ verdict }) => verdict === "fail") ?? outcomes[0] ?? NOT_APPLICABLE;
  };

/** The argument at a path like `vpc_config.endpoint_public_access` must pass the test, and what it refers to as well. */
export const attribute =
  (path: string, test: Test): Check =>
  (block, context) => {
    const { value, pointer } = lookUp(block, path);
    return judged(test(argumentValue(value, block, context), block, context), pointer, value);
  };

/** What an argument says, through references to arguments of others; an expression stays one when nobody writes it down. */
export function argumentValue(value: Json | undefined, block: Block, { environment }: Context): Json | undefined {
  if (typeof value !== "string" || !value.includes("${")) return value;
  const stack = environment.stacks.find(({ name }) => name === block.stack);
  return (stack && known(value, stack, environment)) ?? value;
}

/** Every entry of the list at a path must pass the test; the outcome is the first that does not, or else the list. */
export const each =
  (path: string, test: Test): Check =>
  (block, context) => {
    const { value, pointer } = lookUp(block, path);
    const wrong = toList(value).findIndex((entry) => !test(entry, block, context));
    return wrong < 0
      ? judged(true, pointer, value)
      : judged(false, Array.isArray(value) ? `${pointer}/${wrong}` : pointer, toList(value)[wrong]);
  };

/**
 * A resource of another type that names this one in the argument `by` must exist and pass, for example a bucket's public
 * access block. What merely mentions this one, like the policy of another bucket, does not count.
 */
export const companion =
  (type: string, by: string, check: Check): Check =>
  (block, context) => {
    const outcomes = referring(block, type, context, by)
      .map((found) => check(found, context))
      .filter((outcome): outcome is Judged => outcome.verdict !== "not applicable");
    return outcomes.find(({ verdict }) => verdict === "pass") ?? outcomes[0] ?? judged(false, block.pointer, undefined);
  };

/** Resources of a type in the same stack that use this one, in the argument `by` or anywhere; `depends_on` is no use. */
export const referring = (block: Block, type: string, context: Context, by?: string): readonly Block[] =>
  usersOf(`${block.type}.${block.name}`, type, block, context, by);

/** Resources of a type that use what has this address in the stack of `block`, in the argument `by` or anywhere. */
export const usersOf = (address: string, type: string, block: Block, context: Context, by?: string): readonly Block[] =>
  usersIn(resourcesOf(block, context), type, by).get(address) ?? [];

const USERS = new WeakMap<readonly Block[], Map<string, ReadonlyMap<string, readonly Block[]>>>();

/** The resources of a type by the address of what they use; worked out once, because every rule asks for every block. */
function usersIn(resources: readonly Block[], type: string, by = ""): ReadonlyMap<string, readonly Block[]> {
  const known = USERS.get(resources) ?? new Map<string, ReadonlyMap<string, readonly Block[]>>();
  USERS.set(resources, known);
  const found = known.get(`${type} ${by}`) ?? findUsers(resources, type, by);
  known.set(`${type} ${by}`, found);
  return found;
}

const findUsers = (resources: readonly Block[], type: string, by: string): ReadonlyMap<string, readonly Block[]> =>
  grouped(
    resources
      .filter((resource) => resource.type === type)
      .flatMap((user) => {
        const uses = references(by === "" ? user.values : (user.values[by] ?? null));
        const addresses = uses.filter(({ attribute }) => attribute !== "").map(({ address }) => address);
        return [...new Set(addresses)].map((address) => [address, user] as const);
      }),
  );

/** The blocks that the expressions in a value of `block` lead to, also through the outputs of other stacks. */
export function targetsOf(value: Json | undefined, block: Block, { environment }: Context): Block[] {
  const stack = environment.stacks.find(({ name }) => name === block.stack);
  return stack ? targets(value ?? null, stack, environment) : [];
}

/** The resources of a type in the stack a block is in. */
export const resourcesOfType = (block: Block, context: Context, type: string): readonly Block[] =>
  byTypeIn(resourcesOf(block, context)).get(type) ?? [];

const byTypeIn = remembered((resources: readonly Block[]) =>
  grouped(resources.map((resource) => [resource.type, resource] as const)),
);

/** All resources of the stack a block is in, and the objects that charts beside it make. */
const madeIn = ({ stack }: Block, { environment }: Context): readonly Block[] => {
  const own = environment.stacks.find(({ name }) => name === stack);
  return [...(own?.resources ?? []), ...(own?.made ?? [])];
};

/** All resources of the stack a block is in. */
export const resourcesOf = ({ stack }: Block, { environment }: Context): readonly Block[] =>
  environment.stacks.find(({ name }) => name === stack)?.resources ?? [];
