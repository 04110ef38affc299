import { UNKNOWN } from "../plan";
import { type Block, grouped, type Json, remembered, type SynthesizedEnvironment, targets } from "../synthesized";
import type { Usage } from "./usage";

/** What a charge is for, in the words of the deployments' own cost breakdowns. */
export const PARTS = [
  "control plane",
  "nodes",
  "delivery",
  "database",
  "cache",
  "load balancer",
  "NAT gateway",
  "storage and networking",
  "keys and monitoring",
] as const;

export type Part = (typeof PARTS)[number];

/** Parts without which no total means anything: what is paid by the hour. */
export const COMPUTING: ReadonlySet<Part> = new Set(PARTS.slice(0, 7));

/** Something a resource is charged for every month. */
export interface Charge {
  /** What is paid for, for example `4 nodes`. */
  readonly what: string;
  /** Key in the price book; `spot:` before a list of instance types is what any of them costs on the spot market. */
  readonly price: string;
  /** How many of what the price is for: instances, gigabytes, keys. */
  readonly count: number;
  /** How many in the first month, where that differs: backups and logs pile up, keys have not been rotated. @default count */
  readonly firstCount?: number;
  readonly part: Part;
  /** Assumptions that `count` depends on. @default none */
  readonly assumes?: readonly (keyof Usage)[];
}

/** What a charge may depend on besides the resource itself: the rest of its environment. */
export interface Surroundings {
  readonly resources: readonly Block[];
  readonly usage: Usage;
  readonly environment: SynthesizedEnvironment;
}

/** The charges of one resource; none when it costs nothing as it is. */
export type Pricer = (resource: Block, surroundings: Surroundings) => readonly Charge[];

/** Resources of one type. */
export const ofType = ({ resources }: Surroundings, type: string): readonly Block[] =>
  byType(resources).get(type) ?? [];

const byType = remembered((resources: readonly Block[]) => grouped(resources.map((one) => [one.type, one] as const)));

/** The blocks that a value such as `${aws_launch_template.workers.id}` leads to, through outputs of other stacks too. */
export function referredBy(value: Json | undefined, from: Block, { environment }: Surroundings): readonly Block[] {
  const stack = environment.stacks.find(({ name }) => name === from.stack);
  return stack && value !== undefined ? targets(value, stack, environment) : [];
}

/** A value as text, or undefined when it is neither text, number nor truth value. */
export const text = (value: Json | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/** A value that somebody wrote: undefined for what a plan leaves to AWS, which then takes its own default. */
export const written = (value: Json | undefined): Json | undefined =>
  value === null || value === UNKNOWN ? undefined : value;

/** A count of something that nobody can tell. It makes its charge one without a price. */
export const UNTOLD = Number.NaN;
