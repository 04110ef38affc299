import type { Stack, SynthesizedEnvironment } from "../synthesized";
import { plannedStack, type Side } from "./planned-blocks";
import type { Reviewed } from "./reviewed";

/** The plans of each environment. */
export const groupByEnvironment = (reviewed: readonly Reviewed[]): Reviewed[][] =>
  [...new Set(reviewed.map(({ identity }) => identity.environment))].map((environment) =>
    reviewed.filter(({ identity }) => identity.environment === environment),
  );

/** An environment with its planned stacks as they are before or after, and the others as they are synthesized. */
export function plannedEnvironment(plans: readonly Reviewed[], side: Side): SynthesizedEnvironment {
  const planned = plans.map((one) => plannedStack(one, side));
  const names = new Set(planned.map(({ name }) => name));
  const others = (plans[0]?.environment?.stacks ?? []).filter(({ name }) => !names.has(name));
  return { name: plans[0]?.identity.environment ?? "", stacks: [...planned, ...others.map(toBeReferredTo)] };
}

/** Of a stack that is not planned here providers and backend are not judged. */
const toBeReferredTo = (stack: Stack): Stack => ({ ...stack, providers: [], backend: undefined });
