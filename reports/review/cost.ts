import { cents, type Estimate, estimate } from "../cost/estimate";
import { missingAssumptions } from "../cost/usage";
import type { PlannedEnvironment } from "./planned-environment";

/** What a month costs more or less after plans, by the price book of the audit. */
export interface CostDifference {
  /** USD per month by `<environment>-<stack> <address>` of what is in the plans; what costs the same is missing. */
  readonly byAddress: ReadonlyMap<string, number>;
  /** Resources whose price after the plan is not known, and why. They come on top. */
  readonly unpriced: readonly { readonly stack: string; readonly address: string; readonly why: string }[];
}

/**
 * Prices each environment before and after its plans. Environments that are not of this project have no assumptions about use,
 * and so no price.
 */
export function costDifference(environments: readonly PlannedEnvironment[]): CostDifference {
  const found = environments.map(ofEnvironment);
  return {
    byAddress: new Map(found.flatMap(({ byAddress }) => [...byAddress])),
    unpriced: found.flatMap(({ unpriced }) => unpriced),
  };
}

function ofEnvironment({ plans, before, after }: PlannedEnvironment): CostDifference {
  if (missingAssumptions(after).length > 0) return { byAddress: new Map(), unpriced: [] };
  const [old, now] = [estimate(before), estimate(after)];
  const id = (stack: string) => `${after.name}-${stack}`;
  const byAddress = new Map<string, number>();
  const add = ({ lines }: Estimate, sign: 1 | -1) => {
    for (const { stack, address, monthlyUsd } of lines) {
      const key = `${id(stack)} ${address}`;
      byAddress.set(key, (byAddress.get(key) ?? 0) + sign * monthlyUsd);
    }
  };
  add(old, -1);
  add(now, 1);
  // what Terraform only forgets goes on, and so does its bill
  const planned = new Set(
    plans.flatMap(({ plan, identity }) =>
      plan.changes.flatMap(({ action, address }) => (action === "forget" ? [] : [`${identity.id} ${address}`])),
    ),
  );
  const known = new Set(old.unpriced.map(({ stack, address, why }) => `${stack} ${address} ${why}`));
  return {
    byAddress: new Map(
      [...byAddress]
        .map(([key, usd]) => [key, cents(usd)] as const)
        .filter(([key, usd]) => usd !== 0 && planned.has(key)),
    ),
    unpriced: now.unpriced
      .filter(({ stack, address, why }) => !known.has(`${stack} ${address} ${why}`))
      .map((one) => ({ ...one, stack: id(one.stack) }))
      .filter(({ stack, address }) => planned.has(`${stack} ${address}`)),
  };
}
