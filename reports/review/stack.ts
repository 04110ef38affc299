import { basename } from "node:path";
import type { Plan } from "../plan";
import { isGroup, type Json, valueAt } from "../synthesized";

/** Resource of a previewed stack that refuses to be applied; everything else of the stack waits for it. */
export const PREVIEW_GUARD = "terraform_data.preview_is_never_applied";

/** Which stack a plan is of. */
export interface StackIdentity {
  /** `<environment>-<stack>`, or the name of the file when the plan does not say. */
  readonly id: string;
  readonly environment?: string;
  /** Name within the environment, for example `network`. */
  readonly name?: string;
}

/** The stack that the provider's default tags `Platform` and `Stack` name; else what the file is called. */
export function identify(plan: Plan): StackIdentity {
  const tags = literal(valueAt(plan.providers.aws ?? {}, "default_tags.tags"));
  const { Platform: environment, Stack: name } = isGroup(tags) ? tags : {};
  if (typeof environment === "string" && typeof name === "string" && isName(environment) && isName(name))
    return { id: `${environment}-${name}`, environment, name };
  return {
    id: basename(plan.file)
      .replace(/\.json$/, "")
      .replace(/[^\w.-]/g, "-")
      .slice(0, 80),
  };
}

const literal = (expression: Json | undefined): Json | undefined =>
  isGroup(expression) ? expression.constant_value : undefined;

const isName = (text: string): boolean => /^[a-z][a-z0-9-]{0,62}$/.test(text);
