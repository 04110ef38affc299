import { isEmpty } from "../../built/values";
import { isGroup, type Json, toList, valueAt } from "../../synthesized";

/** Whether the second value protects less than the first. A new resource has no first one. */
export type IsWeaker = (before: Json | undefined, after: Json | undefined) => boolean;

/** A setting that keeps something closed, encrypted or logged. */
export interface Setting {
  readonly types: readonly string[];
  readonly path: string;
  readonly isWeaker: IsWeaker;
  readonly what: string;
  readonly advice: string;
  /** A new resource counts too. @default false: the audit judges what is new */
  readonly alsoNew?: boolean;
}

export const isOff: IsWeaker = (before, after) => String(before) === "true" && String(after) !== "true";
export const isOn: IsWeaker = (before, after) => String(after) === "true" && String(before) !== "true";
export const isLost: IsWeaker = (before, after) => !isEmpty(before) && isEmpty(after);
export const hasLost: IsWeaker = (before, after) => toList(before).some((entry) => !toList(after).includes(entry));
export const leaves =
  (value: string): IsWeaker =>
  (before, after) =>
    before === value && after !== value;
export const hasOlderTls: IsWeaker = (before, after) => !isEmpty(before) && tlsOf(after) < tlsOf(before);

/** Oldest TLS version that a policy of load balancers accepts: its name says so, old names mean 1.0. */
const tlsOf = (policy: Json | undefined): number => {
  const [, minor] = /-1-(\d)(?:-|$)/.exec(String(policy).replace("TLS13-", "")) ?? [];
  return Number(minor ?? 0);
};

/** `rds.force_ssl` in a list of parameters. */
const tlsForced = (parameters: Json | undefined): Json | undefined =>
  toList(parameters).find((one) => isGroup(one) && one.name === "rds.force_ssl");
export const noLongerForced: IsWeaker = (before, after) => {
  const value = (list: Json | undefined) => valueAt({ it: tlsForced(list) ?? null }, "it.value");
  return value(before) === "1" && value(after) !== "1";
};
