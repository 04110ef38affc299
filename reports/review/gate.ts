import type { Approval } from "./approvals";
import type { Group } from "./groups";

/** Later than this nobody remembers what was agreed to. */
const LONGEST_DAYS = 92;

/** A change that needs an approval. */
export interface Gated {
  readonly stack: string;
  readonly address: string;
  /** Key of the leftover object that is meant, and not the resource itself. */
  readonly deposed?: string;
  readonly action: string;
  readonly groups: readonly Group[];
  /** The approval that counts; undefined: it is refused. */
  readonly approval?: Approval;
  /** Why an approval for it does not count. */
  readonly problem?: string;
}

/** Whether the plans may be applied. */
export interface Verdict {
  readonly isRefused: boolean;
  readonly gated: readonly Gated[];
  /** Approvals of reviewed stacks that do not count or are not needed, a sentence each. */
  readonly stale: readonly string[];
}

/** What the gate looks at: one change of one stack in one group. */
export interface GateEntry {
  readonly stack: string;
  readonly address: string;
  readonly deposed?: string;
  readonly action: string;
  readonly group: Group;
  readonly isGated: boolean;
}

/**
 * Refuses data loss and exposure that nobody approved, and approvals that have expired or match nothing.
 * Approvals of stacks that are not reviewed are left alone.
 */
export function judgeGate(
  entries: readonly GateEntry[],
  approvals: readonly Approval[],
  stacks: readonly string[],
  date: string,
): Verdict {
  const own = approvals.filter(({ stack }) => stacks.includes(stack));
  const gated = dangerous(entries).map((change): Gated => {
    const approval = own.find((one) => concerns(one, change));
    const problem = approval && problemOf(approval, date);
    if (!approval || problem) return { ...change, ...(problem ? { problem } : {}) };
    return { ...change, approval };
  });
  const stale = own.flatMap((approval, i) => {
    const what = [approval.stack, approval.address, approval.deposed, approval.action].filter(Boolean).join(" ");
    const problem = problemOf(approval, date);
    if (problem) return [`${what}: ${problem}`];
    if (own.findIndex((other) => concerns(other, approval)) !== i)
      return [`${what}: is here twice; remove one of the two`];
    return gated.some((change) => concerns(approval, change))
      ? []
      : [`${what}: the plan no longer does this; remove it`];
  });
  return { isRefused: stale.length > 0 || gated.some(({ approval }) => !approval), gated, stale };
}

/** Every change that needs an approval, once: an object of an address by its key, and what is done with it. */
function dangerous(entries: readonly GateEntry[]): Gated[] {
  const found = new Map<string, Gated>();
  for (const { stack, address, deposed, action, group } of entries.filter(({ isGated }) => isGated)) {
    const key = JSON.stringify([stack, address, deposed, action]);
    const groups = found.get(key)?.groups ?? [];
    found.set(key, {
      stack,
      address,
      ...(deposed ? { deposed } : {}),
      action,
      groups: groups.includes(group) ? groups : [...groups, group],
    });
  }
  return [...found.values()];
}

interface Subject extends Pick<Gated, "stack" | "address" | "action"> {
  readonly deposed?: string | undefined;
}

const concerns = (approval: Subject, change: Subject): boolean =>
  approval.stack === change.stack &&
  approval.address === change.address &&
  approval.deposed === change.deposed &&
  approval.action === change.action;

function problemOf({ expires }: Approval, date: string): string | undefined {
  if (expires < date) return `the approval expired on ${expires}; ask again`;
  const days = (Date.parse(expires) - Date.parse(date)) / 86_400_000;
  return days > LONGEST_DAYS ? `${expires} is more than ${LONGEST_DAYS} days away; write an earlier day` : undefined;
}
