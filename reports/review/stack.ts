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

/** Plans that only their files name, told apart by their folders where the files are called alike. */
export function toldApart<P extends { readonly plan: Plan; readonly identity: StackIdentity }>(
  plans: readonly P[],
): P[] {
  const count = new Map<string, number>();
  for (const { identity } of plans) count.set(identity.id, (count.get(identity.id) ?? 0) + 1);
  return plans.map((one) =>
    one.identity.name === undefined && (count.get(one.identity.id) ?? 0) > 1
      ? { ...one, identity: { id: nameOf(one.plan.file) } }
      : one,
  );
}

/** A path as a name: `net/plan.json` is `net/plan`. */
const nameOf = (path: string): string =>
  path
    .replace(/\.json$/, "")
    .replace(/^(\.{0,2}\/)+/, "")
    .replace(/[^\w./-]/g, "-")
    .slice(-120);

const literal = (expression: Json | undefined): Json | undefined =>
  isGroup(expression) ? expression.constant_value : undefined;

const isName = (text: string): boolean => /^[a-z][a-z0-9-]{0,62}$/.test(text);
