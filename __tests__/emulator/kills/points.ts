import { numbers } from "./random";

/** What Terraform is doing to a stack when it is killed. */
export type Doing = "making" | "changing" | "destroying";

/** A moment at which Terraform is killed. */
export interface Point {
  readonly stack: string;
  readonly doing: Doing;
  /** Where in the work, from 0, before its first change, to 1, after its last. */
  readonly where: number;
}

/**
 * Points of a life, the same for the same seed. They go round what is done to the stacks, from a place that the seed chooses,
 * so that few points are not all of one kind; where each is within the work is the seed's choice too.
 * @param most how many; every stack has a point of each kind from three times the number of stacks on
 */
export function choosePoints(stacks: readonly string[], most: number, seed: number): readonly Point[] {
  const pick = numbers(seed);
  const works = (["making", "changing", "destroying"] as const).flatMap((doing) =>
    stacks.map((stack) => ({ stack, doing })),
  );
  const from = pick(works.length);
  // a step that shares no divisor with the number of works comes to each of them
  const stride = [7, 5, 11, 13].find((one) => works.length % one !== 0) ?? 1;
  return Array.from({ length: most }, (_, i) => ({
    ...(works[(from + i * stride) % works.length] as (typeof works)[number]),
    where: pick(1000) / 1000,
  }));
}
