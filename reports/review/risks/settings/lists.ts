import { isEmpty } from "../../../built/values";
import { isGroup, type Json, toList } from "../../../synthesized";
import { hasLost, type IsWeaker } from "./setting";

/** A list that holds more than before. */
export const hasGained: IsWeaker = (before, after) => hasLost(after, before ?? []);

/** What was not narrowed, and is. */
export const isNarrowed: IsWeaker = (before, after) => isEmpty(before) && !isEmpty(after);

/** Keys of a map that are new. */
export const hasNewKeys: IsWeaker = (before, after) =>
  isGroup(after) && Object.keys(after).some((key) => !(isGroup(before) && Object.hasOwn(before, key)));

/** Addresses that browsers are sent to, one of them without TLS; the machine that the browser runs on is no way out. */
export const hasPlainAddress: IsWeaker = (before, after) =>
  toList(after).some(
    (one) =>
      /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/i.test(String(one)) && !toList(before).includes(one),
  );

/** Domains that a list lets through, one more; or that it refuses, one less. */
export const letsThrough: IsWeaker = (before, after) => {
  const targets = (side: Json | undefined, kind: string) =>
    toList(side).flatMap((one) => (isGroup(one) && one.generated_rules_type === kind ? toList(one.targets) : []));
  return (
    hasGained(targets(before, "ALLOWLIST"), targets(after, "ALLOWLIST")) ||
    hasLost(targets(before, "DENYLIST"), targets(after, "DENYLIST"))
  );
};

/** Moments in time, or days, of which the second is earlier or none. */
export const isEarlier: IsWeaker = (before, after) => !isEmpty(before) && String(after ?? "") < String(before);

export const startsExpiring: IsWeaker = (before, after) => !(Number(before) > 0) && Number(after) > 0;
