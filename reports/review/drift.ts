import { type Difference, differencesOf } from "../built/differences";
import { isSame } from "../built/values";
import type { Plan, ResourceChange } from "../plan";
import { type Child, isExplained } from "./shown-elsewhere";

/** One resource that is not as Terraform left it. */
export interface Drift {
  readonly change: ResourceChange;
  readonly differences: readonly Difference[];
  /** What this plan does about it. */
  readonly outcome: "is put back" | "is made again" | "stays" | "is accepted";
}

/** What drifted in one stack. */
export interface Drifted {
  readonly drift: readonly Drift[];
  /** Resources of which only values changed that AWS fills in by itself, or that show what another stack declares. */
  readonly quietDrift: number;
}

/**
 * Changes made outside of Terraform. What AWS fills in by itself is left out: attributes that nobody configured, unless they
 * hold entries that no resource of the environment explains (a rule in a security group, a policy on a role, a route).
 * @param elsewhere Resources of other stacks that make entries in resources of this one. @default none are known
 */
export function driftOf(plan: Plan, elsewhere: readonly Child[] = []): Drifted {
  const all = plan.drift.filter(({ action }) => action === "update" || action === "delete");
  const drift = all.flatMap((change): Drift[] => {
    const differences = differencesOf(change).filter((difference) => isByHand(difference, change, plan, elsewhere));
    if (change.action === "update" && differences.length === 0) return [];
    return [
      {
        change,
        differences: change.action === "delete" ? [] : differences,
        outcome: outcomeOf(change, differences, plan),
      },
    ];
  });
  return { drift, quietDrift: all.length - drift.length };
}

function isByHand({ path }: Difference, change: ResourceChange, plan: Plan, elsewhere: readonly Child[]): boolean {
  const [attribute = ""] = path.split(".");
  const explained = isExplained(attribute, change, plan, elsewhere);
  if (explained !== undefined) return !explained;
  const configured = plan.configuration.get(change.configAddress);
  return configured === undefined || Object.hasOwn(configured.expressions, attribute);
}

function outcomeOf(
  { address, action }: ResourceChange,
  differences: readonly Difference[],
  plan: Plan,
): Drift["outcome"] {
  const planned = plan.changes.find((change) => change.address === address);
  if (action === "delete") return planned?.action === "create" ? "is made again" : "is accepted";
  const names = differences.map(({ path }) => path.split(".")[0]);
  const isTouched =
    planned &&
    planned.action !== "no-op" &&
    names.some((name = "") => !isSame(planned.before?.[name], planned.after?.[name]));
  return isTouched ? "is put back" : "stays";
}
