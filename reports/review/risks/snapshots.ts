import { isEmpty, isSame } from "../../built/values";
import { isGroup, textsOf, toList, type Values, valueAt } from "../../synthesized";
import { loss, type Risk } from "./row";

/** What a lifecycle policy of snapshots keeps, makes and shows less, or to more, than before. */
export function snapshotRisks(before: Values, after: Values): Risk[] {
  const [old, now] = [schedulesOf(before), schedulesOf(after)];
  const pairs = now.map((one, i) => [old[i] ?? {}, one] as const);
  const isShorter = now.length < old.length || pairs.some(([was, is]) => keptBy(is) < keptBy(was));
  const isRarer = pairs.some(([was, is]) => hoursBetween(is) > hoursBetween(was));
  const isFewer = LEFT_OUT.some((isLess) => isLess(before, after));
  const shared = now
    .flatMap((one) => textsOf(valueAt(one, "share_rule.target_accounts")))
    .filter((account) => !old.some((one) => textsOf(valueAt(one, "share_rule.target_accounts")).includes(account)));
  const isUncopied = pairs.some(
    ([was, is]) => toList(is.cross_region_copy_rule).length < toList(was.cross_region_copy_rule).length,
  );
  const path = ["policy_details"];
  const COPY_FIRST = "Copy what must be kept before you apply.";
  return [
    ...(isShorter ? [loss("snapshots that are older are deleted", COPY_FIRST, path)] : []),
    ...(isRarer ? [loss("snapshots are made less often", "Make sure that so much may be lost.", path)] : []),
    ...(isFewer
      ? [loss("what it no longer names is not backed up any more", "Make sure that another plan covers it.", path)]
      : []),
    ...(isUncopied
      ? [loss("snapshots are no longer copied to another region", "Make sure that another copy exists.", path)]
      : []),
    ...(shared.length > 0
      ? [
          {
            group: "exposure" as const,
            what: "its snapshots are shared with more accounts",
            detail: shared.join(", "),
            advice: "Make sure that the account is one of yours, or that its owner is meant.",
            attributes: path,
          },
        ]
      : []),
  ];
}

const schedulesOf = (side: Values): Values[] => toList(valueAt(side, "policy_details.schedule")).filter(isGroup);

const keptBy = (schedule: Values): number =>
  Number(valueAt(schedule, "retain_rule.count") ?? valueAt(schedule, "retain_rule.interval") ?? 0);

/** Hours between two snapshots; NaN where a text says when, or nothing does: neither more nor less than any. */
const hoursBetween = (schedule: Values): number => Number(valueAt(schedule, "create_rule.interval") ?? Number.NaN);

type IsLess = (before: Values, after: Values) => boolean;

const switchedOn =
  (path: string): IsLess =>
  (before, after) =>
    valueAt(after, `policy_details.${path}`) === true && valueAt(before, `policy_details.${path}`) !== true;

/** Ways to leave something out. */
const LEFT_OUT: readonly IsLess[] = [
  ...["parameters.exclude_boot_volume", "exclusions.exclude_boot_volumes"].map(switchedOn),
  (before, after) => {
    const [old, now] = [before, after].map((side) => valueAt(side, "policy_details.target_tags"));
    return !isEmpty(old) && !isSame(old, now);
  },
  (before, after) => {
    const now = textsOf(valueAt(after, "policy_details.resource_types"));
    return textsOf(valueAt(before, "policy_details.resource_types")).some((kind) => !now.includes(kind));
  },
];
