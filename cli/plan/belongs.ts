import type { Environment } from "../../environments/schema";
import type { Plan } from "../../reports/plan";
import { destroysWhatIsDeclared, identify } from "../../reports/review";
import { textsOf, valueAt } from "../../reports/synthesized";
import type { SavedPlan } from "./saved";

/**
 * Why a plan is not the one that its place says: of another stack, account or region, or made to destroy. Undefined when it is.
 * What a plan does not say is not held against it: a stack without a provider of AWS names no account.
 */
export function belongingProblem(
  plan: Plan,
  { environment, stack }: Pick<SavedPlan, "environment" | "stack">,
  { account, region }: Pick<Environment, "account" | "region">,
): string | undefined {
  const { environment: planned, name, id } = identify(plan);
  if (planned !== undefined && (planned !== environment || name !== stack))
    return `it is a plan of ${id}, and not of ${environment}-${stack}`;
  const aws = plan.providers.aws ?? {};
  const accounts = textsOf(valueAt(aws, "allowed_account_ids.constant_value"));
  if (accounts.length > 0 && !accounts.includes(account))
    return `it was planned for the account ${accounts.join(", ")}, and ${environment} is in ${account}`;
  const [other] = textsOf(valueAt(aws, "region.constant_value"));
  if (other !== undefined && other !== region)
    return `it was planned for the region ${other}, and ${environment} is in ${region}`;
  return destroysWhatIsDeclared(plan)
    ? "it destroys what the code still declares, so it was made with -destroy"
    : undefined;
}
