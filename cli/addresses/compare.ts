import { distance } from "fastest-levenshtein";
import type { Environment } from "../../environments/schema";
import { endOf, type Moves, type Removal, stackName } from "../../platform/moves";
import { isOfOtherValue, patternOf } from "./by-value";
import type { Placed } from "./placed";
import { type Unnamed, unnamedIn } from "./unnamed";

/** Addresses by the id of their stack. */
export type Addresses = ReadonlyMap<string, readonly string[]>;

/** An address that was registered and is no longer made, and for which the register of moves has no entry. */
export interface Gone {
  readonly stack: string;
  readonly address: string;
  /** The new address that it became, as it seems: each is the one that is most like the other. */
  readonly proposed?: string;
  /** New addresses that it may have become when no single one is most like it. */
  readonly candidates: readonly string[];
  /** Another stack that makes it now. */
  readonly elsewhere?: string;
}

/** What differs between the registered addresses and those that are made. */
export interface Comparison {
  readonly gone: readonly Gone[];
  /** What is gone because the environment file no longer names it, a group for each such thing. */
  readonly unnamed: readonly Unnamed[];
  /** Made, and not registered yet. */
  readonly added: readonly { readonly stack: string; readonly address: string }[];
  /** Registered, no longer made, and the register of moves says why. */
  readonly explained: readonly { readonly stack: string; readonly address: string }[];
  /** Stacks that are registered and no longer made. */
  readonly lostStacks: readonly string[];
  /** Entries of the register of moves about resources that are made after all. */
  readonly contradicted: readonly Removal[];
}

/** Names that have less than this part of their letters in common are not the same resource. */
const LEAST_ALIKE = 0.5;

/**
 * Compares what is registered with what is made. Pure.
 * @param environments what the files say now: it tells a thing that they no longer name from a construct that was renamed
 */
export function compare(
  registered: Addresses,
  made: Addresses,
  moves: Moves,
  environments: readonly Environment[] = [],
): Comparison {
  const added = missingIn(made, registered).filter(({ stack, address }) => !patternOf(stackName(stack), address));
  const lostStacks = [...registered.keys()].filter((stack) => !made.has(stack));
  const missing = missingIn(registered, made).filter(
    (one) => made.has(one.stack) && !isValueGone(one, made, registered),
  );
  const isKnown = ({ stack, address }: Placed) => isExplained(stack, address, made.get(stack) ?? [], moves);
  const unexplained = missing.filter((one) => !isKnown(one));
  const unnamed = unnamedIn(unexplained, added, environments);
  const grouped = new Set(unnamed.flatMap(({ addresses }) => addresses));
  const others = unexplained.filter((one) => !grouped.has(one));
  const targets = new Set(moves.moved.map(({ stack, to }) => `${stack} ${to}`));
  const free = added.filter(({ stack, address }) => !targets.has(`${stackName(stack)} ${address}`));
  return {
    added,
    unnamed,
    explained: missing.filter(isKnown),
    lostStacks,
    contradicted: moves.removed.filter(({ stack, address }) => made.get(stack)?.includes(address)),
    gone: others.map((one) => ({ ...one, ...becameOf(one, others, free) })),
  };
}

function isValueGone({ stack, address }: Placed, made: Addresses, registered: Addresses): boolean {
  const now = made.get(stack) ?? [];
  const before = new Set(registered.get(stack));
  return isOfOtherValue(
    stackName(stack),
    address,
    now,
    now.filter((one) => !before.has(one)),
  );
}

/** What an address seems to have become. */
function becameOf(
  { stack, address }: Placed,
  gone: readonly Placed[],
  added: readonly Placed[],
): Omit<Gone, keyof Placed> {
  const elsewhere = added.find((one) => one.stack !== stack && one.address === address)?.stack;
  if (elsewhere) return { elsewhere, candidates: [] };
  const ofStack = (all: readonly Placed[]) => all.filter((one) => one.stack === stack).map((one) => one.address);
  const rivals = (to: string) => mostLike(to, ofStack(gone));
  const candidates = mostLike(address, ofStack(added)).filter((to) => rivals(to).includes(address));
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 && rivals(only).length === 1
    ? { proposed: only, candidates: [] }
    : { candidates };
}

const missingIn = (all: Addresses, others: Addresses): Placed[] =>
  [...all].flatMap(([stack, addresses]) => {
    const known = new Set(others.get(stack));
    return addresses.filter((address) => !known.has(address)).map((address) => ({ stack, address }));
  });

function isExplained(stack: string, address: string, made: readonly string[], { moved, removed }: Moves): boolean {
  const move = moved.find((one) => one.stack === stackName(stack) && one.from === address);
  return (
    (move !== undefined && made.includes(endOf(moved, move) ?? "")) ||
    removed.some((one) => one.stack === stack && one.address === address)
  );
}

/** The addresses of a list that are most like one, and like enough; several when they are equally so. */
function mostLike(address: string, all: readonly string[]): string[] {
  const likeness = all.map((other) => likenessOf(address, other));
  const most = Math.max(LEAST_ALIKE, ...likeness);
  return all.filter((_, i) => likeness[i] === most);
}

/** 1 for the same name, 0 for one without a letter in common or of another type, which Terraform moves nothing to. */
function likenessOf(a: string, b: string): number {
  const [[type, name = ""], [otherType, otherName = ""]] = [a.split("."), b.split(".")];
  if (type !== otherType) return 0;
  return 1 - distance(name, otherName) / Math.max(name.length, otherName.length, 1);
}
