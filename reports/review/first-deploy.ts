import type { Plan, ResourceChange } from "../plan";
import type { Stack, Values } from "../synthesized";
import type { Entry } from "./entry";

/** Keys of a synthesized resource that are no arguments. */
const META = new Set(["//", "depends_on", "lifecycle", "provider", "provisioner", "connection", "count", "for_each"]);

/**
 * What a first deploy opens needs no approval where the environment file declares exactly that, as it does the load balancer
 * of a platform for the internet: nothing was there that could be opened. Everything is still told.
 * @param stack What the stack of the plan synthesizes to; undefined: nothing declares it here.
 */
export function withoutDeclared(entries: readonly Entry[], plan: Plan, stack: Stack | undefined): Entry[] {
  const isFirst = plan.changes.every(({ judged }) => judged.before === null) && plan.drift.length === 0;
  if (!isFirst || !stack) return [...entries];
  const written = new Map(stack.resources.map(({ address, values }) => [address, values]));
  const declared = new Set(
    plan.changes
      .filter((change) => change.action === "create" && isAsWritten(change, written.get(change.configAddress)))
      .map(({ address }) => address),
  );
  return entries.map((entry) =>
    entry.group === "exposure" && declared.has(entry.change.address)
      ? { ...entry, isGated: false, advice: [...entry.advice, DECLARED] }
      : entry,
  );
}

const DECLARED = "It is what the environment file declares, and a first deploy: no approval is needed.";

/** Whether every argument that is written as a literal is planned as it is written. */
const isAsWritten = ({ judged: { after } }: ResourceChange, written: Values | undefined): boolean =>
  written !== undefined &&
  Object.entries(written).every(
    ([key, value]) =>
      META.has(key) ||
      typeof value === "object" ||
      (typeof value === "string" && value.includes("${")) ||
      String(after?.[key]) === String(value),
  );
