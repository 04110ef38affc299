import type { Plan } from "../plan";
import type { SynthesizedEnvironment } from "../synthesized";
import type { Sources } from "./sources";
import { identify, type StackIdentity } from "./stack";

/** What a plan says by itself. */
export interface Examined {
  readonly plan: Plan;
  readonly identity: StackIdentity;
}

/** A plan with what this project knows about its stack. */
export interface Reviewed extends Examined {
  /** What its environment synthesizes to now; undefined when the environment is not one of this project. */
  readonly environment?: SynthesizedEnvironment;
  readonly sources?: Sources;
}

/** Examines one plan. */
export const examine = (plan: Plan): Examined => ({ plan, identity: identify(plan) });
