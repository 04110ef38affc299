import { type Difference, differencesOf } from "../built/differences";
import type { Difference as CostDifference } from "../cost/difference";
import type { Plan, ResourceChange } from "../plan";
import { GROUPS, type Group } from "./groups";
import { type Risk, risksOf } from "./risks";

/** One change in one group. A change with several risks is in several groups. */
export interface Entry {
  readonly group: Group;
  readonly change: ResourceChange;
  /** What happens; empty in routine. */
  readonly what: readonly Pick<Risk, "what" | "detail">[];
  /** What to do about it. */
  readonly advice: readonly string[];
  /** What of the change matters here. */
  readonly differences: readonly Difference[];
  /** Other attributes that change and are not shown. */
  readonly others: number;
  /** What a month costs more or less. Only in cost. */
  readonly monthly?: CostDifference;
}

/** Every change of a plan in the groups it belongs to. Resources that stay as they are do not appear. */
export const classify = (plan: Plan): Entry[] =>
  plan.changes
    .filter(({ action, previousAddress, isImported }) => !QUIET.has(action) || previousAddress || isImported)
    .flatMap((change) => entriesOf(change, plan));

const QUIET: ReadonlySet<string> = new Set(["no-op", "read"]);

function entriesOf(change: ResourceChange, plan: Plan): Entry[] {
  const risks = risksOf(change, plan);
  const differences = differencesOf(change);
  const entries = GROUPS.flatMap((group) => {
    const own = risks.filter((risk) => risk.group === group);
    return own.length > 0 ? [entryOf(group, own, change, differences)] : [];
  });
  return entries.length > 0 ? entries : [entryOf("routine", [], change, differences)];
}

function entryOf(
  group: Group,
  risks: readonly Risk[],
  change: ResourceChange,
  differences: readonly Difference[],
): Entry {
  const known = differences.filter(({ isUnknown, forcesReplacement }) => !isUnknown || forcesReplacement);
  const shown = shownOf(group, risks, change, known);
  return {
    group,
    change,
    what: risks.map(({ what, detail }) => ({ what, ...(detail ? { detail } : {}) })),
    advice: distinct(risks.map(({ advice }) => advice)),
    differences: shown,
    others: change.action === "update" || change.action === "replace" ? differences.length - shown.length : 0,
  };
}

/** Of a change in place everything it is about; else what forces a replacement and what its risks are about. */
function shownOf(group: Group, risks: readonly Risk[], { action }: ResourceChange, known: readonly Difference[]) {
  const attributes = risks.flatMap(({ attributes: own = [] }) => own);
  const matters = ({ path, forcesReplacement }: Difference) =>
    forcesReplacement || attributes.some((attribute) => isBelow(path, attribute));
  if (action === "update") return group === "routine" || attributes.length === 0 ? known : known.filter(matters);
  return group === "routine" || action === "delete"
    ? known.filter(({ forcesReplacement }) => forcesReplacement)
    : known.filter(matters);
}

/** Whether a path is an attribute or inside of it; positions in lists do not count. */
const isBelow = (path: string, attribute: string): boolean => {
  const names = path
    .split(".")
    .filter((key) => !/^\d+$/.test(key))
    .join(".");
  return (
    names === attribute || names.startsWith(`${attribute}.`) || (attribute.endsWith("_") && names.startsWith(attribute))
  );
};

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
