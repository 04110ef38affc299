import type { Stack, SynthesizedEnvironment } from "../synthesized";
import { plannedStack, type Side } from "./planned-blocks";
import type { Reviewed } from "./reviewed";

/** The plans of one environment, and that environment on both sides of them. */
export interface PlannedEnvironment {
  readonly plans: readonly Reviewed[];
  readonly before: SynthesizedEnvironment;
  readonly after: SynthesizedEnvironment;
}

/** The environments that plans are of. */
export const plannedEnvironments = (reviewed: readonly Reviewed[]): PlannedEnvironment[] =>
  [...new Set(reviewed.map(({ identity }) => identity.environment))].map((environment) => {
    const plans = reviewed.filter(({ identity }) => identity.environment === environment);
    return { plans, before: environmentOn("before", plans), after: environmentOn("after", plans) };
  });

/** An environment with its planned stacks as they are before or after, and the others as they are synthesized. */
function environmentOn(side: Side, plans: readonly Reviewed[]): SynthesizedEnvironment {
  const planned = plans.map((one) => plannedStack(one, side));
  const names = new Set(planned.map(({ name }) => name));
  const others = (plans[0]?.environment?.stacks ?? []).filter(({ name }) => !names.has(name));
  return { name: plans[0]?.identity.environment ?? "", stacks: [...planned, ...others.map(toBeReferredTo)] };
}

/** Of a stack that is not planned here providers and backend are not judged. */
const toBeReferredTo = (stack: Stack): Stack => ({ ...stack, providers: [], backend: undefined });
