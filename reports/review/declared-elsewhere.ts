import { UNKNOWN } from "../plan";
import { type Json, references, type Stack, targets } from "../synthesized";
import type { Reviewed } from "./reviewed";
import { CHILD_TYPES, type Child } from "./shown-elsewhere";

/**
 * What other stacks of the environment declare about resources of the planned one, for example the rule by which the data
 * stack admits the nodes. References into the planned stack become the ids that its plan says; others are not known here.
 */
export function declaredElsewhere({ plan, identity, environment }: Reviewed): Child[] {
  if (!environment) return [];
  const ids = new Map(plan.changes.map(({ configAddress, before }) => [configAddress, before?.id]));
  const known = (value: Json, stack: Stack): Json => {
    if (references(value).length === 0) return value;
    const own = targets(value, stack, environment).find((block) => block.stack === identity.name);
    return (own && ids.get(own.address)) ?? UNKNOWN;
  };
  const others = environment.stacks.filter(({ name }) => name !== identity.name);
  return others.flatMap((stack) =>
    stack.resources
      .filter(({ type }) => CHILD_TYPES.has(type))
      .map(({ type, values }) => ({
        type,
        values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value, stack)])),
      })),
  );
}
