import { type Difference, differencesOf } from "../built/differences";
import { documentsIn } from "../built/policies";
import { hideSecrets } from "../built/secrets";
import { isSame } from "../built/values";
import { isQuiet, type Plan, type ResourceChange } from "../plan";
import type { Values } from "../synthesized";
import type { Drift } from "./drift";
import type { Entry } from "./entry";
import { GATED, GROUPS, type Group } from "./groups";
import { invocationRisks } from "./invocations";
import { isNamedByOthers } from "./readers-in-plan";
import { Around, type Risk, risksOf } from "./risks";
import { asJudged } from "./risks/judged";
import { isWithin } from "./risks/paths";

/**
 * Every change of a plan in the groups it belongs to, what is deferred and what providers do besides. Resources that stay as
 * they are do not appear.
 * @param around What the changes are judged with. @default the plan alone
 */
export function classify(plan: Plan, around: Around = new Around(plan)): Entry[] {
  const changing = around.changes.flatMap((judged, i) => {
    const change = plan.changes[i] as ResourceChange;
    return isChanging(change) ? entriesOf(change, judged, around) : [];
  });
  const deferred = plan.deferred.flatMap(({ change, reason }) =>
    entriesOf(change, asJudged(change), around).map((entry) => ({ ...entry, deferred: reason || "unknown" })),
  );
  const invoked = plan.invocations.flatMap((invocation) => invocationRisks(invocation));
  return [...changing, ...deferred, ...invoked];
}

const isChanging = (change: ResourceChange): boolean =>
  !isQuiet(change) || change.previousAddress !== undefined || change.isImported;

/** What somebody opened or gave up by hand, and the plan leaves: it needs an approval like a change of the plan. */
export const driftEntries = (drift: readonly Drift[]): Entry[] =>
  drift
    .filter(({ outcome, risks }) => risks.length > 0 && LEFT.has(outcome))
    .flatMap(({ change, risks }) => {
      const differences = differencesOf(change);
      return GROUPS.flatMap((group) => {
        const own = risks.filter((risk) => risk.group === group);
        return own.length > 0 ? [{ ...entryOf(group, own, change, differences), isDrift: true }] : [];
      });
    });

const LEFT: ReadonlySet<Drift["outcome"]> = new Set(["stays", "is put back in part", "is changed again"]);

function entriesOf(change: ResourceChange, judged: ResourceChange, around: Around): Entry[] {
  const risks = isQuiet(change) ? [] : [...risksOf(judged, around), ...isNamedByOthers(judged, around)];
  const differences = isCompared(change, risks) ? differencesOf(change) : [];
  const entries = GROUPS.flatMap((group) => {
    const own = risks.filter((risk) => risk.group === group);
    return own.length > 0 ? [entryOf(group, own, change, differences)] : [];
  });
  return entries.length > 0 ? entries : [entryOf("routine", [], change, differences)];
}

/** Whether anything of what differs is shown: of what goes nothing is, of what comes only what it opens or who gets what. */
const isCompared = ({ action }: ResourceChange, risks: readonly Risk[]): boolean =>
  action !== "delete" && (action !== "create" || risks.some(({ group }) => TELLS_ALL.has(group)));

function entryOf(
  group: Group,
  risks: readonly Risk[],
  change: ResourceChange,
  differences: readonly Difference[],
): Entry {
  const shown = shownOf(group, risks, change, differences);
  return {
    group,
    change,
    what: risks.map(({ what, detail, attributes }) => ({
      what,
      ...(detail && !isHidden(change, attributes) ? { detail: String(hideSecrets(detail)) } : {}),
    })),
    advice: [...new Set(risks.map(({ advice }) => advice))],
    differences: shown,
    documents: TELLS_ALL.has(group) ? documentsOf(change) : [],
    others: change.action === "update" || change.action === "replace" ? differences.length - shown.length : 0,
    isGated: GATED.includes(group) || risks.some(({ isGated }) => isGated),
  };
}

/** Whether what a risk says comes from values that the provider marks as sensitive. */
const isHidden = ({ sensitive }: ResourceChange, attributes: readonly string[] = []): boolean =>
  sensitive.length > 0 &&
  (attributes.length === 0 ||
    attributes.some((path) => sensitive.some((key) => isBelow(path, key) || isBelow(key, path))));

/** Groups in which nothing of an update may be hidden behind a number. */
const TELLS_ALL: ReadonlySet<Group> = new Set(["exposure", "identity", "not judged"]);

/** Of a change in place everything it is about, and of what is taken over all of it; else what forces a replacement and what its risks are about. */
function shownOf(
  group: Group,
  risks: readonly Risk[],
  { action, isImported }: ResourceChange,
  differences: readonly Difference[],
) {
  if (action === "update" && (TELLS_ALL.has(group) || isImported)) return [...differences];
  const known = differences.filter(({ isUnknown, forcesReplacement }) => !isUnknown || forcesReplacement);
  const attributes = risks.flatMap(({ attributes: own = [] }) => own);
  const matters = ({ path, forcesReplacement }: Difference) =>
    forcesReplacement || attributes.some((attribute) => isBelow(path, attribute));
  if (action === "update")
    return group === "routine" || attributes.length === 0 ? known : differences.filter((one) => matters(one));
  if (group === "routine" || action === "delete") return known.filter(({ forcesReplacement }) => forcesReplacement);
  if (TELLS_ALL.has(group))
    return differences.filter((one) => matters(one) || (group === "identity" && !one.isUnknown));
  return known.filter(matters);
}

/** Whether a path is an attribute or inside of it; positions in lists do not count. */
const isBelow = (path: string, attribute: string): boolean => {
  const names = path
    .split(".")
    .filter((key) => !/^\d+$/.test(key))
    .join(".");
  return isWithin(names, attribute);
};

/** Policies of a change that are not as they were, on several lines and without secrets. */
function documentsOf({ before, after }: ResourceChange): Entry["documents"] {
  if (!after) return [];
  const old = documentsIn(before);
  return documentsIn(after)
    .filter(({ path, statements }) => {
      const same = old.filter((one) => one.path === path);
      return !same.some((one) => isSame(one.statements.map(sourceOf), statements.map(sourceOf)));
    })
    .map(({ path, statements }) => ({
      path,
      text: JSON.stringify(hideSecrets(statements.map(sourceOf)), undefined, 2),
    }));
}

const sourceOf = ({ source }: { readonly source: Values[string] }): Values[string] => source;
