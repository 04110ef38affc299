import type { Part } from "./charge";
import DESCRIBED from "./described.json";
import { cents, type Line, total } from "./estimate";

/** One line of a deployment's own cost breakdown beside the same part of the estimate. */
export interface ComparedLine {
  readonly name: string;
  /** Lowest and highest described price, in US dollars a month. */
  readonly describedUsd: readonly [number, number];
  readonly estimatedUsd: number;
  /** From the middle of what is described to the estimate. */
  readonly differenceUsd: number;
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
  const ofPart = (part: Part) => total(lines.filter((line) => line.part === part));
  return {
    source: described.source,
    lines: [
      ...described.lines.map(({ name, usd, part, because }) => compare(name, usd, ofPart(part as Part), because)),
      compare("Total", described.totalUsd, total(lines), described.totalBecause),
    ],
  };
}

function compare(
  name: string,
  [low = 0, high = low]: readonly number[],
  estimatedUsd: number,
  because: string,
): ComparedLine {
  const differenceUsd = cents(estimatedUsd - (low + high) / 2);
  return { name, describedUsd: [low, high], estimatedUsd, differenceUsd, because };
}
