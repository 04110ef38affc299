import type { Part } from "./charge";
import type { Usage } from "./usage";

/** One charge of one resource, in US dollars a month, rounded to cents. */
export interface Line {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  readonly part: Part;
  /** Key in the price book. */
  readonly price: string;
  /** Whose price it is. */
  readonly region: string;
  /** The region it was needed for, when that has none of its own. */
  readonly borrowedFor?: string;
  readonly count: number;
  /** In a month like any later one. */
  readonly monthlyUsd: number;
  /** In the first month. */
  readonly firstMonthUsd: number;
  /** Lowest and highest that `monthlyUsd` may turn out to be. @default it is exact */
  readonly rangeUsd?: readonly [number, number];
  readonly assumes: readonly (keyof Usage)[];
}

/** A charge whose price is not known. It is never counted as zero: whoever reads the total must read these too. */
export interface Unpriced {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  readonly why: string;
  /** @default nobody has said what it is for */
  readonly part?: Part;
  /** Whether it is paid by the hour, or may be: without it no total can be compared with a budget. */
  readonly isCompute: boolean;
}

/** What is priced and what is not, of an environment, a stack or a resource. */
export interface Priced {
  readonly lines: readonly Line[];
  readonly unpriced: readonly Unpriced[];
}

/** What of a side is for one part; without one, what nobody has said the part of. */
export const ofPart = ({ lines, unpriced }: Priced, part: Part | undefined): Priced => ({
  lines: lines.filter((line) => line.part === part),
  unpriced: unpriced.filter((one) => one.part === part),
});

/** What of a side is in one stack. */
export const ofStack = ({ lines, unpriced }: Priced, stack: string): Priced => ({
  lines: lines.filter((line) => line.stack === stack),
  unpriced: unpriced.filter((one) => one.stack === stack),
});
