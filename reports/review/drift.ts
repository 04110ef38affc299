import { type Difference, differencesOf } from "../built/differences";
import { isSame } from "../built/values";
import type { Plan, ResourceChange } from "../plan";
import { entryOf, type Json, type Values } from "../synthesized";
import type { Around, Risk } from "./risks";
import { risksOf } from "./risks";
import { asJudged } from "./risks/judged";
import { firstOf } from "./risks/paths";
import { type Child, isExplained } from "./shown-elsewhere";

/** One resource that is not as Terraform left it. */
export interface Drift {
  readonly change: ResourceChange;
  readonly differences: readonly Difference[];
  /** What this plan does about it. */
  readonly outcome:
    | "is put back"
    | "is put back in part"
    | "is changed again"
    | "is destroyed"
    | "is made again"
    | "stays"
    | "is accepted";
  /** What it opened or gave up, whoever did it. */
  readonly risks: readonly Risk[];
}

/** What drifted in one stack. */
export interface Drifted {
  readonly drift: readonly Drift[];
  /** Resources of which only values changed that AWS fills in by itself, or that show what another stack declares. */
  readonly quietDrift: number;
}

/**
 * Changes made outside of Terraform. What AWS fills in by itself is left out: attributes that nobody configured, unless they
 * hold entries that no resource of the environment explains (a rule in a security group, a policy on a role, a route), or
 * open or give up something.
 * @param elsewhere Resources of other stacks that make entries in resources of this one. @default none are known
 */
export function driftOf(plan: Plan, around: Around, elsewhere: readonly Child[] = []): Drifted {
  const all = plan.drift.filter(({ action }) => action === "update" || action === "delete");
  const planned = new Map(
    plan.changes.filter(({ deposed }) => deposed === undefined).map((change) => [change.address, change]),
  );
  const drift = all.flatMap((change): Drift[] => {
    const risks = change.action === "update" ? risksByHand(change, around, elsewhere) : [];
    const loud = new Set(risks.flatMap(({ attributes = [] }) => attributes.map(firstOf)));
    const differences = differencesOf(change).filter(
      (difference) => loud.has(firstOf(difference.path)) || isByHand(difference, change, plan, elsewhere),
    );
    if (change.action === "update" && differences.length === 0 && risks.length === 0) return [];
    const outcome = outcomeOf(change, differences, planned.get(change.address));
    return [{ change, differences: change.action === "delete" ? [] : differences, outcome, risks }];
  });
  return { drift, quietDrift: all.length - drift.length };
}

/** Groups in which it does not matter whether somebody configured it. */
const LOUD: ReadonlySet<string> = new Set(["exposure", "data loss"]);

/** What a change by hand opens or gives up; what other resources explain is as it was. */
function risksByHand(change: ResourceChange, around: Around, elsewhere: readonly Child[]): Risk[] {
  const { before, after } = change.judged;
  if (!before || !after) return [];
  const kept = Object.entries(after).map(([name, value]): [string, Json] =>
    isSame(entryOf(before, name), value) || isExplained(name, change, around.plan, elsewhere) !== true
      ? [name, value]
      : [name, entryOf(before, name) ?? null],
  );
  const judged = asJudged({ ...change, judged: { before, after: Object.fromEntries(kept) as Values } });
  return risksOf(judged, around).filter(({ group }) => LOUD.has(group));
}

function isByHand({ path }: Difference, change: ResourceChange, plan: Plan, elsewhere: readonly Child[]): boolean {
  const attribute = firstOf(path);
  const explained = isExplained(attribute, change, plan, elsewhere);
  if (explained !== undefined) return !explained;
  const configured = plan.configuration.get(change.configAddress);
  return configured === undefined || Object.hasOwn(configured.expressions, attribute);
}

function outcomeOf(
  { action, before }: ResourceChange,
  differences: readonly Difference[],
  planned: ResourceChange | undefined,
): Drift["outcome"] {
  if (action === "delete") return planned?.action === "create" ? "is made again" : "is accepted";
  if (!planned || planned.action === "no-op" || planned.action === "forget") return "stays";
  if (planned.action === "delete") return "is destroyed";
  const names = [...new Set(differences.map(({ path }) => firstOf(path)))];
  const touched = names.filter((name) => !isSame(planned.before?.[name], planned.after?.[name]));
  if (touched.length === 0) return planned.action === "replace" ? "is made again" : "stays";
  if (!touched.every((name) => isSame(planned.after?.[name], before?.[name]))) return "is changed again";
  return touched.length === names.length ? "is put back" : "is put back in part";
}
