import { UNKNOWN } from "../../plan";
import { blocksIn, isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";
import { loss, type Risk } from "./row";
import { runsOf } from "./schedules";
import { isShorter } from "./settings/setting";

const COVERED = "Make sure that another rule covers the same resources.";

/** What a backup plan no longer does: rules are told apart by their names, and by their order where they were renamed. */
export function planRisks(before: Values, after: Values): Risk[] {
  if (after.rule === UNKNOWN) return [];
  const [old, now] = [blocksIn(before, "rule"), blocksIn(after, "rule")];
  const isNamed = (name: Json | undefined) => (one: Values) => one.rule_name === name;
  const pairs = old.map((rule, i) => {
    const renamed = now[i] && !old.some(isNamed(now[i].rule_name)) ? now[i] : undefined;
    return [rule, now.find(isNamed(rule.rule_name)) ?? renamed] as const;
  });
  const gone = pairs.flatMap(([rule, other]) => (other ? [] : [String(rule.rule_name)]));
  const named = (isWorse: (rule: Values, other: Values) => boolean) =>
    pairs.flatMap(([rule, other]) => (other && isWorse(rule, other) ? [String(rule.rule_name)] : [])).join(", ");
  const found: [what: string, rules: string, advice: string][] = [
    ["a rule of the plan goes, and nothing is backed up by it any more", gone.join(", "), COVERED],
    ["copies are deleted earlier", named(isDeletedEarlier), "Copy what must be kept before you apply."],
    ["what it backs up is no longer copied elsewhere", named(hasFewerCopies), COVERED],
    ["it backs up less often", named(runsLessOften), "Make sure that so much may be lost."],
  ];
  return found.flatMap(([what, rules, advice]) => (rules === "" ? [] : [loss(what, advice, ["rule"], rules)]));
}

const lifetimeOf = (rule: Json): Json | undefined => valueAt(rule, "lifecycle.delete_after");

const isDeletedEarlier = (rule: Values, other: Values): boolean =>
  isShorter(lifetimeOf(rule), lifetimeOf(other)) ||
  blocksIn(rule, "copy_action").some((copy) =>
    blocksIn(other, "copy_action").some(
      (one) => one.destination_vault_arn === copy.destination_vault_arn && isShorter(lifetimeOf(copy), lifetimeOf(one)),
    ),
  );

const hasFewerCopies = (rule: Values, other: Values): boolean =>
  blocksIn(other, "copy_action").length < blocksIn(rule, "copy_action").length;

function runsLessOften({ schedule: was }: Values, { schedule: is }: Values): boolean {
  const [before, after] = [runsOf(was), runsOf(is)];
  return before !== undefined && after !== undefined && after < before;
}

/** Copies in other regions or buckets that are no longer made. */
export function copyRisks(type: string, before: Values, after: Values): Risk[] {
  const argument = type === "aws_ecr_replication_configuration" ? "replication_configuration" : "rule";
  if (after[argument] === UNKNOWN) return [];
  const [old, now] = [placesIn(type, before), placesIn(type, after)];
  const lost = old.filter((place) => !now.includes(place));
  return lost.length > 0
    ? [loss("what is written from now on is no longer copied elsewhere", COVERED, [argument], lost.join(", "))]
    : [];
}

/** Where copies go. */
function placesIn(type: string, values: Values): string[] {
  if (type === "aws_ecr_replication_configuration")
    return toList(valueAt(values, "replication_configuration.rule"))
      .flatMap((rule) => (isGroup(rule) ? blocksIn(rule, "destination") : []))
      .map(({ region, registry_id }) => `${region} of ${registry_id}`);
  return blocksIn(values, "rule")
    .filter(({ status }) => status !== "Disabled")
    .map((rule) => `${valueAt(rule, "destination.bucket") ?? rule.id} by ${rule.id ?? "a rule"}`);
}
