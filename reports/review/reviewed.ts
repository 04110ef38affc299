import type { Plan } from "../plan";
import type { SynthesizedEnvironment } from "../synthesized";
import type { Sources } from "./sources";
import type { StackIdentity } from "./stack";

/** A plan with what is known about its stack. */
export interface Reviewed {
  readonly plan: Plan;
  readonly identity: StackIdentity;
  /** What its environment synthesizes to now; undefined when the environment is not one of this project. */
  readonly environment?: SynthesizedEnvironment;
  readonly sources?: Sources;
}
