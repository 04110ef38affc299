import { jsonIn } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { blocksIn, entryOf, isGroup, type Json, toGroup, toList, type Values, valueAt } from "../../synthesized";
import type { Around } from "./around";
import { copyRisks, planRisks } from "./copies";
import { loss, type Risk } from "./row";
import { snapshotRisks } from "./snapshots";

/** Rules that delete by themselves, and plans that keep: what they delete now and did not before. */
export function keptRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, after } = change;
  if (!after) return [];
  const before = change.before ?? (isOnWhatIsThere(change, around) ? {} : undefined);
  if (!before) return [];
  switch (type) {
    case "aws_s3_bucket_lifecycle_configuration":
    case "aws_s3_bucket":
      return expiryRisks(type === "aws_s3_bucket" ? "lifecycle_rule" : "rule", before, after);
    case "aws_ecr_lifecycle_policy":
      return imageRisks(before, after);
    case "aws_backup_plan":
      return planRisks(before, after);
    case "aws_s3_bucket_replication_configuration":
    case "aws_ecr_replication_configuration":
      return copyRisks(type, before, after);
    case "aws_dlm_lifecycle_policy":
      return snapshotRisks(before, after);
    default:
      return [];
  }
}

/** Rules that delete what another resource holds, by the argument that names it. */
const DELETES_IN: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  aws_s3_bucket_lifecycle_configuration: ["bucket", "aws_s3_bucket"],
  aws_ecr_lifecycle_policy: ["repository", "aws_ecr_repository"],
};

/** Whether rules are new and what they delete in is not: it is made elsewhere, or was there before. */
function isOnWhatIsThere({ type, after }: ResourceChange, around: Around): boolean {
  const [argument = "", holder = ""] = entryOf(DELETES_IN, type) ?? [];
  const name = after?.[argument];
  if (typeof name !== "string" || name === UNKNOWN) return false;
  const made = around.ofType(holder).filter(({ action }) => action === "create" || action === "replace");
  return !made.some((one) => one.after?.bucket === name || one.after?.name === name);
}

/** What a rule deletes by itself: current or old versions, after how many days, and of which objects. */
interface Expiry {
  readonly versions: "current" | "old";
  /** Days; 0 for a date. */
  readonly days: number;
  /** Old versions that are kept whatever their age. */
  readonly kept: number;
  readonly prefix: string;
  /** Whatever else narrows the rule; empty: nothing does. */
  readonly filter: string;
}

function expiriesOf(argument: string, values: Values): Expiry[] {
  return blocksIn(values, argument).flatMap((rule) => {
    if (rule.status === "Disabled" || rule.enabled === false) return [];
    const filter = toGroup(toList(rule.filter)[0]);
    const prefix = String(rule.prefix || valueAt(filter, "prefix") || valueAt(filter, "and.prefix") || "");
    const narrow = JSON.stringify(
      [
        rule.tags ?? null,
        filter.tag ?? null,
        filter.and ?? null,
        filter.object_size_greater_than ?? null,
        filter.object_size_less_than ?? null,
      ].filter((part) => !isNone(part)),
    );
    const of = (versions: Expiry["versions"], days: Json | undefined, kept: Json | undefined): Expiry => ({
      versions,
      days: Number(days) || 0,
      kept: Number(kept) || 0,
      prefix,
      filter: narrow,
    });
    const current = blocksIn(rule, "expiration").filter(({ days, date }) => Number(days) > 0 || Boolean(date));
    const old = blocksIn(rule, "noncurrent_version_expiration");
    return [
      ...current.map(({ days }) => of("current", days, 0)),
      ...old.map(({ noncurrent_days, days, newer_noncurrent_versions }) =>
        of("old", noncurrent_days ?? days, newer_noncurrent_versions),
      ),
    ];
  });
}

const isNone = (value: Json): boolean =>
  value === null || value === 0 || (typeof value === "object" && Object.values(value).every(isNone)) || value === "";

function expiryRisks(argument: string, before: Values, after: Values): Risk[] {
  if (after[argument] === UNKNOWN)
    return argument === "rule"
      ? [
          loss("other objects expire than before", "Read the rules: what they expire is deleted within a day or two.", [
            argument,
          ]),
        ]
      : [];
  const old = expiriesOf(argument, before);
  const more = expiriesOf(argument, after).find((expiry) => !old.some((other) => expiresBy(expiry, other)));
  return more
    ? [
        loss(
          "other objects expire than before",
          "Read the rules: what they expire is deleted within a day or two.",
          [argument],
          `${more.versions === "old" ? "old versions" : "objects"} of ${more.prefix || "the whole bucket"} after ${more.days} days`,
        ),
      ]
    : [];
}

/** Whether all that an expiry deletes was deleted by another one as early. */
const expiresBy = (one: Expiry, other: Expiry): boolean =>
  one.versions === other.versions &&
  one.days >= other.days &&
  one.kept >= other.kept &&
  one.prefix.startsWith(other.prefix) &&
  (other.filter === "[]" || other.filter === one.filter);

/** Images that a lifecycle policy of a registry deletes now and did not before. */
function imageRisks(before: Values, after: Values): Risk[] {
  const rules = (side: Values) => toList(valueAt(jsonIn(side.policy) ?? null, "rules")).filter(isGroup);
  if (after.policy === UNKNOWN) return [];
  const old = rules(before);
  const more = rules(after).find((rule) => !old.some((other) => deletesMore(other, rule)));
  return more
    ? [
        loss(
          "images are deleted that were kept",
          "Pods cannot be started again from images that are gone; keep what still runs.",
          ["policy"],
          JSON.stringify(more.selection ?? null),
        ),
      ]
    : [];
}

/** Whether one rule deletes all that another one does. */
function deletesMore(wide: Values, narrow: Values): boolean {
  const [a, b] = [toGroup(wide.selection), toGroup(narrow.selection)];
  const { countNumber: most, ...rest } = a;
  const { countNumber: few, ...other } = b;
  const isSameKind = JSON.stringify(sorted(rest)) === JSON.stringify(sorted(other));
  const isAny = a.tagStatus === "any" && a.countType === b.countType && a.countUnit === b.countUnit;
  return (isSameKind || isAny) && Number(most) <= Number(few);
}

const sorted = (values: Values): [string, Json][] => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
