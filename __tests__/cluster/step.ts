import type { Place } from "./place";

/** One step of a journey: what it proves, and what it does. Whatever is not so throws a `StepError`. */
export interface Step {
  readonly name: string;
  /** What it returns as text is added to its line. */
  readonly run: (place: Place) => Promise<unknown>;
  /** Why the step has nothing to do in this place. @default it always has */
  readonly unless?: (place: Place) => string | undefined;
}
