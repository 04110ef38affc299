import { type Amount, amountOf } from "../cost/amount";
import { PARTS } from "../cost/charge";
import { type Difference, differenceInWords } from "../cost/difference";
import { ofPart, ofStack, type Priced } from "../cost/line";
import type { CostDifference } from "./cost";

/** What a month costs before and after plans, as a card shows it. */
export interface CardCost {
  /** In words: a sign is in it only where every price that is possible gives it. */
  readonly text: string;
  readonly difference: Difference;
  readonly before: Amount;
  readonly after: Amount;
  /** By kind and by stack on both sides; only those that cost something, or may. */
  readonly kinds: readonly Sides[];
  readonly stacks: readonly Sides[];
}

/** One kind or stack on both sides. */
export interface Sides {
  readonly name: string;
  readonly before: Amount;
  readonly after: Amount;
}

/** What planned stacks cost on both sides. */
export function cardCost({ monthly, before, after }: CostDifference): CardCost {
  const stacks = [...new Set([...stacksOf(before), ...stacksOf(after)])];
  return {
    text: differenceInWords(monthly),
    difference: monthly,
    before: amountOf(before),
    after: amountOf(after),
    kinds: [...PARTS, undefined]
      .map((part) => sides(part ?? "of no known kind", before, after, (side) => ofPart(side, part)))
      .filter(isPaid),
    stacks: stacks.map((stack) => sides(stack, before, after, (side) => ofStack(side, stack))).filter(isPaid),
  };
}

const stacksOf = ({ lines, unpriced }: Priced): string[] => [...lines, ...unpriced].map(({ stack }) => stack);

const sides = (name: string, before: Priced, after: Priced, of: (side: Priced) => Priced): Sides => ({
  name,
  before: amountOf(of(before)),
  after: amountOf(of(after)),
});

const isPaid = ({ before, after }: Sides): boolean =>
  [before, after].some(({ atLeastUsd, unpriced }) => atLeastUsd > 0 || unpriced > 0);
