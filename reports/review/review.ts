import { hideSecrets } from "../built/secrets";
import { plain } from "../built/text";
import { differenceInWords } from "../cost/difference";
import type { Action, CheckResult, ResourceChange } from "../plan";
import type { Approval } from "./approvals";
import { classify, driftEntries } from "./classify";
import { type CostDifference, costDifference } from "./cost";
import { cardCost } from "./cost-view";
import { declaredElsewhere } from "./declared-elsewhere";
import { downstreamOf } from "./downstream";
import { type Drifted, driftOf } from "./drift";
import type { Entry } from "./entry";
import { factsOf, type Origin } from "./facts";
import { withoutDeclared } from "./first-deploy";
import { judgeGate } from "./gate";
import { GROUPS } from "./groups";
import { notesOf } from "./notes";
import { plannedEnvironments } from "./planned-environment";
import { type NewFailure, newFailures, type PolicyContext } from "./policy";
import { withReaders } from "./readers-elsewhere";
import { deferredBecause, reasonOf } from "./reasons";
import type { Reviewed } from "./reviewed";
import { Around } from "./risks";
import { refuses } from "./severity";
import type { CardDrift, CardEntry, ReviewView, StackSummary } from "./view";

/** What a review is made of besides the plans. */
export interface ReviewContext extends PolicyContext {
  readonly approvals: readonly Approval[];
  /** Where the code is that was planned. @default nobody knows */
  readonly origin?: Origin;
}

/** Reviews plans of one or more stacks. Pure: the same plans and context give the same card. */
export function review(reviewed: readonly Reviewed[], context: ReviewContext): ReviewView {
  const environments = plannedEnvironments(reviewed);
  const costs = costDifference(environments);
  const drifted = reviewed.map((one) => {
    const around = new Around(one.plan, stackOf(one));
    return { ...one, around, ...driftOf(one.plan, around, declaredElsewhere(one)) };
  });
  const outputs = reviewed.flatMap((one) => downstreamOf(one, reviewed));
  const found = drifted.flatMap((one) =>
    [
      ...withoutDeclared(withReaders(classify(one.plan, one.around), one, outputs), one.plan, stackOf(one)),
      ...driftEntries(one.drift),
      ...costEntries(one, costs.byAddress),
    ].map((entry) => cardEntry(entry, one, context.origin?.files)),
  );
  const entries = [...found].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  const stacks = reviewed.map(({ identity }) => identity.id);
  const verdict = judgeGate(entries, context.approvals, stacks, context.date);
  const problems = reviewed.flatMap(({ plan, identity }) =>
    plan.contradictions.map((text) => plain(`${identity.id}: ${text}`, 700)),
  );
  const failures = newFailures(environments, context);
  const approved = new Set(verdict.gated.filter(({ approval }) => approval).map(placeOf));
  const isApproved = (failure: NewFailure) => approved.has(placeOf(failure));
  const isBroken = failures.some((failure) => refuses(failure, isApproved(failure)));
  return {
    date: context.date,
    facts: factsOf(drifted, context.origin ?? {}),
    stacks: drifted.map(summaryOf),
    verdict,
    isRefused: verdict.isRefused || problems.length > 0 || isBroken || outputs.some(({ isRefused }) => isRefused),
    entries,
    monthly: costs.monthly.usd,
    cost: cardCost(costs),
    unpriced: costs.unpriced.map(({ address, ...one }) => ({
      ...one,
      address: addressOf(address),
      why: plain(one.why, 200),
    })),
    problems,
    checks: reviewed.flatMap(({ plan, identity }) => plan.checks.map((check) => checkOf(check, identity.id))),
    outputs,
    failures: failures.map((failure) => ({ ...failure, isRefused: refuses(failure, isApproved(failure)) })),
    drift: drifted.flatMap(cardDrift),
    quietDrift: drifted.reduce((sum, { quietDrift }) => sum + quietDrift, 0),
    notes: [...notesOf(reviewed), ...assumedNotes(costs)],
  };
}

const placeOf = ({ stack, address }: Pick<NewFailure, "stack" | "address">): string => `${stack} ${address}`;

/** Only where a cost is shown: without one nobody needs its assumptions. */
const assumedNotes = ({ assumed, before, after }: CostDifference): string[] =>
  assumed.length > 0 && before.lines.length + after.lines.length > 0
    ? [
        `${assumed.filter(Boolean).join(", ") || "these plans"}: no stack says what is assumed about use, so the standard assumptions are priced.`,
      ]
    : [];

/** What a plan's stack synthesizes to, where its environment is one of this project. */
const stackOf = ({ identity, environment }: Reviewed) => environment?.stacks.find(({ id }) => id === identity.id);

const checkOf = ({ address, status, problems }: CheckResult, stack: string): ReviewView["checks"][number] => ({
  stack,
  address: addressOf(address),
  status,
  problems: problems.map((text) => plain(String(hideSecrets(text)), 400)),
});

/** `modules/data/database.ts:48` in the repository, at its line. */
const linkTo = (files: string, place: string): string => `${files}${place.replace(/:(\d+)$/, "#L$1")}`;

/** The reader refuses longer ones, so no two addresses look the same. */
const addressOf = (address: string): string => plain(address, 500);

/** The resources of a stack whose price changes, also because something beside them does. */
const costEntries = ({ plan, identity }: Reviewed, byAddress: CostDifference["byAddress"]): Entry[] =>
  plan.changes.flatMap((change) => {
    const monthly = byAddress.get(`${identity.id} ${change.address}`);
    return monthly
      ? [
          {
            group: "cost",
            change,
            what: [],
            advice: [],
            differences: [],
            documents: [],
            others: 0,
            isGated: false,
            monthly,
          },
        ]
      : [];
  });

function cardEntry({ change, monthly, ...entry }: Entry, { identity, sources }: Reviewed, files?: string): CardEntry {
  const source = sources?.get(`${identity.id} ${change.configAddress}`);
  return {
    group: entry.group,
    ...(entry.isGated ? { isGated: true } : {}),
    stack: identity.id,
    address: addressOf(change.address),
    ...(change.deposed ? { deposed: plain(change.deposed, 40) } : {}),
    ...(change.previousAddress ? { previousAddress: addressOf(change.previousAddress) } : {}),
    action: entry.isDrift ? "drift" : change.action,
    isImported: change.isImported,
    ...(change.importId ? { importId: plain(change.importId, 200) } : {}),
    ...(entry.deferred ? { deferred: deferredBecause(entry.deferred) } : {}),
    isGated: entry.isGated,
    ...(source ? { constructPath: source.constructPath } : {}),
    ...(source?.place ? { source: source.place } : {}),
    ...(source?.place && files ? { link: linkTo(files, source.place) } : {}),
    reason: reasonOf(change),
    what: entry.what.map(({ what, detail }) => ({ what, ...(detail ? { detail: plain(detail, 400) } : {}) })),
    advice: entry.advice,
    differences: entry.differences.map(({ path, before, after, forcesReplacement }) => ({
      path,
      before,
      after,
      forcesReplacement,
    })),
    documents: entry.documents,
    others: entry.others,
    ...(monthly === undefined ? {} : { monthly: monthly.usd, monthlyText: differenceInWords(monthly) }),
  };
}

const cardDrift = ({ drift, identity }: Reviewed & Drifted): CardDrift[] =>
  drift.map(({ change, differences, outcome, risks }) => ({
    stack: identity.id,
    address: addressOf(change.address),
    isGone: change.action === "delete",
    outcome,
    what: risks.map(({ what }) => what),
    differences: differences.map(({ path, before, after }) => ({ path, before, after })),
  }));

function summaryOf({ plan, identity, drift }: Reviewed & Drifted): StackSummary {
  const count = (...actions: Action[]) =>
    plan.changes.filter(({ action }: ResourceChange) => actions.includes(action)).length;
  return {
    stack: identity.id,
    adopt: plan.changes.filter(({ isImported }) => isImported).length,
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    forget: count("forget"),
    unchanged: count("no-op", "read"),
    drift: drift.length,
    isComplete: plan.isComplete,
  };
}
