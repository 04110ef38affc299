import { grouped } from "../synthesized";
import type { CardEntry, ReviewView, StackSummary } from "./view";

const DONE: Readonly<Record<CardEntry["action"], string>> = {
  "no-op": "stays",
  read: "is read",
  create: "is created",
  update: "is changed",
  replace: "is replaced",
  delete: "is destroyed",
  forget: "is forgotten, and goes on without Terraform",
  invoke: "is invoked by the provider",
  drift: "was changed by hand",
  "create-forget": "is made again; the old one is forgotten, and goes on without Terraform",
};

/** What happens to a resource, as the end of a sentence. */
export function actionOf({ action, isImported, previousAddress }: CardEntry): string {
  const isLeft = action === "no-op";
  const taken = isImported ? `is taken over${isLeft ? " as it is" : ""}` : previousAddress ? "is moved" : DONE[action];
  return isLeft || !(isImported || previousAddress) ? taken : `${taken} and ${DONE[action]}`;
}

/** `1 change`, `2 changes`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** What is counted of each plan, with the words of the columns. What is rare has a column only when there is any. */
export function countsOf(stacks: readonly StackSummary[]): (readonly [name: string, key: keyof Counts])[] {
  return COUNTS.filter(([, key]) => !RARE.includes(key) || stacks.some((stack) => stack[key] > 0));
}

type Counts = Omit<StackSummary, "stack" | "isComplete">;

const RARE: readonly (keyof Counts)[] = ["adopt", "forget"];

const COUNTS: readonly (readonly [name: string, key: keyof Counts])[] = [
  ["adopt", "adopt"],
  ["create", "create"],
  ["change", "update"],
  ["replace", "replace"],
  ["destroy", "delete"],
  ["forget", "forget"],
  ["unchanged", "unchanged"],
  ["drifted", "drift"],
];

/** The first sentence of the card. */
export function headline({
  isRefused,
  verdict,
  outputs,
  entries,
  problems,
  stacks,
  drift,
  failures,
}: ReviewView): string {
  if (!isRefused) {
    const approved = verdict.gated.length;
    if (entries.length === 0 && stacks.some(({ isComplete }) => !isComplete))
      return "Nothing changes yet: Terraform put a part off to a later plan.";
    if (entries.length === 0 && drift.length > 0) return "Terraform changes nothing; something was changed by hand.";
    return entries.length === 0
      ? outputs.length > 0
        ? "No resource changes; outputs do."
        : "Nothing changes."
      : `May be applied${approved > 0 ? `: ${count(approved, "dangerous change")} approved` : ""}.`;
  }
  const open = verdict.gated.filter(({ approval }) => !approval).length;
  const broken = outputs.filter((output) => output.isRefused).length;
  const rules = failures.filter((failure) => failure.isRefused).length;
  const reasons = [
    problems.length > 0 ? `${count(problems.length, "contradiction")} in the plan` : "",
    open > 0 ? `${count(open, "change")} that nobody approved` : "",
    rules > 0 ? `${count(rules, "rule")} newly broken` : "",
    verdict.stale.length > 0
      ? `${count(verdict.stale.length, "approval")} that no longer count${verdict.stale.length === 1 ? "s" : ""}`
      : "",
    broken > 0 ? `${count(broken, "output")} that another stack reads and that would be gone` : "",
  ].filter(Boolean);
  return `Refused: ${reasons.join(", ")}.`;
}

/** One reason of a refusal: what it is about, and what of it. */
export interface Refusal {
  /** An address, an output, a register; from a plan, so never part of a sentence. */
  readonly subject: string;
  /** In words of ours. */
  readonly what: string;
  /** What the plan says about it. */
  readonly detail?: string;
}

/** Why plans are refused, one sentence each that says what: the first screen of the card, and what apply says. */
export function refusalsOf({ problems, entries, verdict, outputs, failures }: ReviewView): Refusal[] {
  const open = new Set(verdict.gated.filter(({ approval }) => !approval).map(keyOf));
  const told = new Set<string>();
  const changes = entries
    .filter((entry) => entry.isGated && open.has(keyOf(entry)))
    .flatMap((entry) => {
      const subject = entry.deposed ? `${entry.address} (leftover object ${entry.deposed})` : entry.address;
      return entry.what.map((one) => ({ subject, ...one }));
    });
  return [
    ...problems.map((text) => ({ subject: "the plan", what: "it contradicts itself", detail: text })),
    ...changes,
    ...outputs
      .filter(({ isRefused }) => isRefused)
      .map(({ stack, output, readers = [] }) => ({
        subject: `output ${output} of ${stack}`,
        what: "it goes, and another stack reads it",
        detail: readers.join(", "),
      })),
    ...failures
      .filter((failure) => failure.isRefused)
      .map(({ address, requirement, rule }) => ({
        subject: address,
        what: requirement.replace(/\.$/, ""),
        detail: rule,
      })),
    ...verdict.stale.map((text) => ({ subject: "approvals.yaml", what: "an approval no longer counts", detail: text })),
  ].filter(({ subject, what, detail = "" }) => {
    const key = JSON.stringify([subject, what, detail]);
    return !told.has(key) && told.add(key);
  });
}

/** Reasons that say the same. */
export interface RefusalGroup {
  /** What they are about, in their order. */
  readonly subjects: readonly string[];
  readonly what: string;
  /** What the plan says about it, where there is one subject. */
  readonly detail?: string;
}

/** Reasons of which more than `most` are counted by what they say, so that a thousand of one kind hide no other. */
export function inGroups(refusals: readonly Refusal[], most: number): RefusalGroup[] {
  const single = ({ subject, ...one }: Refusal): RefusalGroup => ({ subjects: [subject], ...one });
  if (refusals.length <= most) return refusals.map(single);
  return [...grouped(refusals.map((one) => [one.what, one] as const))].map(([what, own]) => {
    const [first] = own as [Refusal];
    return own.length === 1 ? single(first) : { what, subjects: own.map(({ subject }) => subject) };
  });
}

/** A reason as one line of plain text. */
export const refusalText = ({ subject, what, detail }: Refusal): string =>
  `${subject}: ${what}${detail ? ` (${detail})` : ""}`;

const keyOf = ({
  stack,
  address,
  deposed,
  action,
}: {
  stack: string;
  address: string;
  deposed?: string | undefined;
  action: string;
}): string => JSON.stringify([stack, address, deposed ?? null, action]);

/** A sentence with its first letter as a capital one. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
