import { leavesBetween } from "../built/differences";
import type { Block, Json, Stack, SynthesizedEnvironment, Values } from "../synthesized";
import { type OwnNames, ownNames } from "./neutral";

/** An attribute that is not the same; undefined: it is not there. */
export interface AttributeDifference {
  readonly path: string;
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/** What differs in one stack of two environments. */
export interface StackDifference {
  /** Name of the stack, for example `network`. */
  readonly stack: string;
  /** Blocks that are the same. */
  readonly same: number;
  /** Blocks that differ in the environment's own names only: its name, account and region. */
  readonly sameButNames: number;
  readonly changed: readonly { readonly address: string; readonly attributes: readonly AttributeDifference[] }[];
  /** Addresses that only one side has. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Constructs that make another type of resource on each side; their addresses are not among the others. */
  readonly retyped: readonly { readonly construct: string; readonly a: string; readonly b: string }[];
  /** What Terraform reads and nothing here understands, on either side: it may differ. */
  readonly unread: readonly string[];
}

/** Compares two environments stack by stack, by names of stacks and addresses. Pure. */
export function compareEnvironments(a: SynthesizedEnvironment, b: SynthesizedEnvironment): StackDifference[] {
  const names = [...new Set([...a.stacks, ...b.stacks].map(({ name }) => name))].sort();
  const [ownA, ownB] = [ownNames(a), ownNames(b)];
  const of = ({ stacks }: SynthesizedEnvironment, name: string) => stacks.find((stack) => stack.name === name);
  return names.map((name) => {
    const [left, right] = [of(a, name), of(b, name)];
    const unread = [left, right].flatMap((stack) => unreadIn(stack));
    return { ...compareStacks(name, blocksOf(left), blocksOf(right), ownA, ownB), unread: [...new Set(unread)].sort() };
  });
}

const unreadIn = (stack: Stack | undefined): string[] =>
  (stack?.declarations ?? []).filter(({ kind }) => kind === "unread").map(({ address }) => address);

type Blocks = ReadonlyMap<string, Block>;

/** Everything in a stack that has arguments, by its address; local values are one block. */
function blocksOf(stack: Stack | undefined): Blocks {
  if (!stack) return new Map();
  const { resources, dataSources, providers, outputs, backend, locals, declarations } = stack;
  const declared = declarations.filter(({ kind }) => !APART.has(kind));
  const local = declarations.filter(({ kind }) => kind === "local").slice(0, 1);
  const all = [
    ...[...resources, ...dataSources, ...providers, ...outputs, ...(backend ? [backend] : []), ...declared],
    ...local.map((block) => ({ ...block, values: locals })),
  ];
  return new Map(all.map((block): [string, Block] => [block.address, block]));
}

/** The stack itself, local values, of which there are several blocks, and what cannot be compared. */
const APART: ReadonlySet<string> = new Set(["stack", "local", "unread"]);

function compareStacks(stack: string, a: Blocks, b: Blocks, ownA: OwnNames, ownB: OwnNames) {
  const missing = (from: Blocks, other: Blocks) => [...from.values()].filter(({ address }) => !other.has(address));
  const [alone, foreign] = [missing(a, b), missing(b, a)];
  const retyped = alone.flatMap((block) => {
    const construct = pathOf(block);
    const other = foreign.find((one) => construct !== "" && pathOf(one) === construct && one.type !== block.type);
    return other ? [{ construct, a: block.address, b: other.address }] : [];
  });
  const without = (blocks: readonly Block[], addresses: readonly string[]) =>
    blocks.map(({ address }) => address).filter((address) => !addresses.includes(address));
  const pairs = [...a.values()].flatMap((block) => {
    const other = b.get(block.address);
    return other ? [{ address: block.address, a: block.values, b: other.values }] : [];
  });
  const changed = pairs
    .map(({ address, ...values }) => ({ address, attributes: differences(values.a, values.b, ownA, ownB) }))
    .filter(({ attributes }) => attributes.length > 0);
  const identical = pairs.filter((pair) => leavesBetween(pair.a, pair.b).length === 0).length;
  return {
    stack,
    same: identical,
    sameButNames: pairs.length - identical - changed.length,
    changed,
    onlyA: without(
      alone,
      retyped.map((one) => one.a),
    ),
    onlyB: without(
      foreign,
      retyped.map((one) => one.b),
    ),
    retyped,
  };
}

/** The path of a resource's construct without its stack; other blocks have none of their own. */
const pathOf = ({ constructPath }: Block): string => constructPath.split("/").slice(1).join("/");

function differences(a: Values, b: Values, ownA: OwnNames, ownB: OwnNames): AttributeDifference[] {
  const named = (own: OwnNames, value: Json | undefined) => (value === undefined ? undefined : own.named(value));
  return leavesBetween(ownA.neutral(a) as Values, ownB.neutral(b) as Values).map(([path, left, right]) => ({
    path: String(ownA.named(path)),
    a: named(ownA, left),
    b: named(ownB, right),
  }));
}
