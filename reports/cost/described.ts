import { cents, dollars, total } from "./amount";
import type { Part } from "./charge";
import DESCRIBED from "./described.json";
import type { Line } from "./line";

/** One line of a deployment's own cost breakdown beside the same part of the estimate. */
export interface ComparedLine {
  readonly name: string;
  /** Lowest and highest described price, in US dollars a month. */
  readonly describedUsd: readonly [number, number];
  readonly estimatedUsd: number;
  /** From the middle of what is described to the estimate. */
  readonly differenceUsd: number;
  /** What the estimate is made of: `$30.37 2 nodes t3.medium + $4.80 …`, the dearest first; empty for the total. */
  readonly figures: string;
  readonly because: string;
}

/** A deployment's own cost breakdown beside the estimate. The last line is the total. */
export interface Comparison {
  readonly source: string;
  readonly lines: readonly ComparedLine[];
}

interface Described {
  readonly source: string;
  readonly totalUsd: readonly number[];
  readonly totalBecause: string;
  readonly lines: readonly {
    readonly name: string;
    readonly usd: readonly number[];
    readonly part: string;
    readonly because: string;
  }[];
}

/** The comparison for environments that were described with a breakdown; undefined for any other. */
export function compareWithDescription(environment: string, lines: readonly Line[]): Comparison | undefined {
  const described = (DESCRIBED as Readonly<Record<string, Described>>)[environment];
  if (!described) return undefined;
  const ofPart = (part: Part) => lines.filter((line) => line.part === part);
  return {
    source: described.source,
    lines: [
      ...described.lines.map(({ name, usd, part, because }) => {
        const own = ofPart(part as Part);
        return compare(name, usd, total(own), because, figuresOf(own));
      }),
      compare("Total", described.totalUsd, total(lines), described.totalBecause, ""),
    ],
  };
}

function compare(
  name: string,
  [low = 0, high = low]: readonly number[],
  estimatedUsd: number,
  because: string,
  figures: string,
): ComparedLine {
  const differenceUsd = cents(estimatedUsd - (low + high) / 2);
  return { name, describedUsd: [low, high], estimatedUsd, differenceUsd, figures, because };
}

/** What lines add up to, by what they are for; equal ones are taken together. They add up to their total. */
export function figuresOf(lines: readonly Line[]): string {
  const sums = new Map<string, { usd: number; count: number }>();
  for (const { what, monthlyUsd } of lines) {
    const { usd, count } = sums.get(what) ?? { usd: 0, count: 0 };
    sums.set(what, { usd: cents(usd + monthlyUsd), count: count + 1 });
  }
  return [...sums]
    .filter(([, { usd }]) => usd > 0)
    .sort(([, a], [, b]) => b.usd - a.usd)
    .map(([what, { usd, count }]) => `${dollars(usd)} ${count > 1 ? `${count} × ` : ""}${what}`)
    .join(" + ");
}
