import { type Difference, differenceOf } from "../cost/difference";
import { estimate } from "../cost/estimate";
import type { Priced } from "../cost/line";
import { regionsIn } from "../cost/region";
import { missingAssumptions } from "../cost/usage";
import type { Action } from "../plan";
import type { PlannedEnvironment } from "./planned-environment";

/** What a month costs more or less after plans, by the price book of the audit. */
export interface CostDifference {
  /** By `<environment>-<stack> <address>` of what is in the plans; what costs the same is missing. */
  readonly byAddress: ReadonlyMap<string, Difference>;
  /** Everything in the plans together. */
  readonly monthly: Difference;
  /** What a month of the planned stacks costs on both sides. */
  readonly before: Priced;
  readonly after: Priced;
  /** Charges without a price on one side that the other has not, and why. They come on top, or were. */
  readonly unpriced: readonly {
    readonly stack: string;
    readonly address: string;
    readonly side: "before" | "after";
    readonly why: string;
  }[];
  /** Environments for which the standard assumptions about use are taken, because nothing says others. */
  readonly assumed: readonly string[];
}

/** Prices each environment before and after its plans. */
export function costDifference(environments: readonly PlannedEnvironment[]): CostDifference {
  const found = environments.map(ofEnvironment);
  const [before, after] = [joined(found.map((one) => one.before)), joined(found.map((one) => one.after))];
  const addresses = [...new Set([...idsOf(before), ...idsOf(after)])];
  const sides = [byAddressOf(before), byAddressOf(after)] as const;
  const differences = addresses.map((id): [string, Difference] => [
    id,
    differenceOf(sides[0].get(id) ?? NOTHING, sides[1].get(id) ?? NOTHING),
  ]);
  return {
    byAddress: new Map(differences.filter(([, { usd }]) => usd !== 0)),
    monthly: differenceOf(before, after),
    before,
    after,
    unpriced: [...newlyUnpriced(before, after, "before"), ...newlyUnpriced(after, before, "after")],
    assumed: environments.filter(({ after: one }) => missingAssumptions(one).length > 0).map((one) => one.after.name),
  };
}

const NOTHING: Priced = { lines: [], unpriced: [] };

/**
 * Both sides of an environment's planned resources, with stacks by their ids. What Terraform only forgets goes on, and so
 * does its bill: with another made in its place, both are paid.
 */
function ofEnvironment({ plans, before, after }: PlannedEnvironment): { before: Priced; after: Priced } {
  const planned = new Set(
    plans.flatMap(({ plan, identity }) =>
      plan.changes.flatMap(({ action, address }) => (action === "forget" ? [] : [`${identity.id} ${address}`])),
    ),
  );
  const providers = Object.fromEntries(
    plans.map(({ plan, identity }) => [identity.name ?? identity.id, regionOf(plan)]),
  );
  const side = (environment: typeof before): Priced => {
    const { lines, unpriced } = estimate(environment, regionsIn(environment, providers));
    const own = <T extends { stack: string; address: string }>(all: readonly T[]): T[] =>
      all
        .map((one) => ({ ...one, stack: idOf(environment, one.stack) }))
        .filter((one) => planned.has(`${one.stack} ${one.address}`));
    return { lines: own(lines), unpriced: own(unpriced) };
  };
  const [priced, then] = [side(before), side(after)];
  const abandoned = idsWith(plans, "create-forget");
  const goesOn = ({ stack, address }: { stack: string; address: string }) => abandoned.has(`${stack} ${address}`);
  return {
    before: priced,
    after: joined([then, { lines: priced.lines.filter(goesOn), unpriced: priced.unpriced.filter(goesOn) }]),
  };
}

/** Addresses of what is done, with their stacks. */
const idsWith = (plans: PlannedEnvironment["plans"], wanted: Action): ReadonlySet<string> =>
  new Set(
    plans.flatMap(({ plan, identity }) =>
      plan.changes.flatMap(({ action, address }) => (action === wanted ? [`${identity.id} ${address}`] : [])),
    ),
  );

const idOf = ({ stacks }: PlannedEnvironment["before"], name: string): string =>
  stacks.find((stack) => stack.name === name)?.id ?? name;

/** The region that a plan's default provider names literally. */
function regionOf({ providers }: PlannedEnvironment["plans"][number]["plan"]): string | undefined {
  const { region } = providers.aws ?? {};
  const value = typeof region === "object" && region !== null ? (region as { constant_value?: unknown }) : {};
  return typeof value.constant_value === "string" ? value.constant_value : undefined;
}

const joined = (all: readonly Priced[]): Priced => ({
  lines: all.flatMap(({ lines }) => lines),
  unpriced: all.flatMap(({ unpriced }) => unpriced),
});

const idsOf = ({ lines, unpriced }: Priced): string[] =>
  [...lines, ...unpriced].map(({ stack, address }) => `${stack} ${address}`);

function byAddressOf({ lines, unpriced }: Priced): Map<string, Priced> {
  const found = new Map<string, { lines: Priced["lines"][number][]; unpriced: Priced["unpriced"][number][] }>();
  const at = ({ stack, address }: { stack: string; address: string }) => {
    const key = `${stack} ${address}`;
    const one = found.get(key) ?? { lines: [], unpriced: [] };
    found.set(key, one);
    return one;
  };
  for (const line of lines) at(line).lines.push(line);
  for (const one of unpriced) at(one).unpriced.push(one);
  return found;
}

const newlyUnpriced = (one: Priced, other: Priced, side: "before" | "after") => {
  const idOfCharge = ({ stack, address, what, why }: Priced["unpriced"][number]) =>
    [stack, address, what, why].join("\0");
  const known = new Set(other.unpriced.map(idOfCharge));
  return one.unpriced
    .filter((charge) => !known.has(idOfCharge(charge)))
    .map(({ stack, address, why }) => ({ stack, address, side, why }));
};
