import { isEmpty } from "../../../built/values";
import { UNKNOWN } from "../../../plan";
import { isGroup, type Json, toList, valueAt } from "../../../synthesized";
import type { Group } from "../../groups";

/** Whether the second value protects less than the first. A new resource has no first one. */
export type IsWeaker = (before: Json | undefined, after: Json | undefined) => boolean;

/** A setting that keeps something closed, encrypted, logged or kept. */
export interface Setting {
  /** @default every type that has an argument of this name, wherever it is nested */
  readonly types?: readonly string[];
  /** Of a setting with types the whole path, of one without the end of it. */
  readonly path: string;
  readonly isWeaker: IsWeaker;
  /** @default exposure */
  readonly group?: Group;
  readonly what: string;
  readonly advice: string;
  /** Also when the resource is replaced, not only changed in place. @default only for exposure: what is lost then is another matter */
  readonly alsoReplaced?: boolean;
  /** A new resource counts too. @default false: the audit judges what is new */
  readonly alsoNew?: boolean;
  /** Without a value the provider opens it: a new resource that does not set it counts. @default false */
  readonly opensUnlessSet?: boolean;
  /** A value that is known after apply only counts as the weaker one. @default false */
  readonly refusesUnknown?: boolean;
}

const is = (value: Json | undefined, wanted: boolean): boolean => String(value) === String(wanted);

export const isOff: IsWeaker = (before, after) => is(before, true) && !is(after, true);
export const isOn: IsWeaker = (before, after) => is(after, true) && !is(before, true);
export const isLost: IsWeaker = (before, after) => !isEmpty(before) && isEmpty(after);
export const hasLost: IsWeaker = (before, after) => toList(before).some((entry) => !toList(after).includes(entry));
export const leaves =
  (...values: readonly string[]): IsWeaker =>
  (before, after) =>
    values.includes(String(before)) && !values.includes(String(after));
export const becomes =
  (...values: readonly string[]): IsWeaker =>
  (before, after) =>
    values.includes(String(after)) && !values.includes(String(before));
export const isLess: IsWeaker = (before, after) =>
  !isEmpty(before) && Number.isFinite(Number(before)) && Number(after ?? 0) < Number(before);
export const isMore: IsWeaker = (before, after) => !isEmpty(before) && Number(after) > Number(before);
/** Words from the strongest to the weakest; one of them comes that is further on. */
export const stepsDown =
  (...ranks: readonly string[]): IsWeaker =>
  (before, after) => {
    const [old, now] = [before, after].map((value) => ranks.indexOf(String(value))) as [number, number];
    return old !== -1 && now > old;
  };
/** Retention where 0, or nothing, is for ever. */
export const isShorter: IsWeaker = (before, after) => {
  const days = (value: Json | undefined) => Number(value) || Number.POSITIVE_INFINITY;
  return days(after) < days(before);
};
export const isZero: IsWeaker = (before, after) =>
  !isEmpty(before) && Number(before) !== 0 && after !== null && Number(after) === 0;
/** A list that no longer holds a value. */
export const drops =
  (...values: readonly string[]): IsWeaker =>
  (before, after) =>
    values.some((value) => toList(before).includes(value) && !toList(after).includes(value));
/** A list that holds a value now. */
export const gains =
  (...values: readonly string[]): IsWeaker =>
  (before, after) =>
    drops(...values)(after, before);
/** Blocks of which one goes, told apart by one of their arguments. */
export const losesBlock =
  (name: string): IsWeaker =>
  (before, after) => {
    const names = (list: Json | undefined) => toList(list).map((one) => (isGroup(one) ? one[name] : one));
    return after !== UNKNOWN && names(before).some((one) => !names(after).includes(one));
  };
/** Policies that are called by the month of their ciphers. */
export const isOlderMonth: IsWeaker = (before, after) => monthOf(after) < monthOf(before);
const monthOf = (policy: Json | undefined): string => /\d{4}-\d{2}$/.exec(String(policy ?? ""))?.[0] ?? "";
export const hasOlderTls: IsWeaker = (before, after) => !isEmpty(before) && tlsOf(after) < tlsOf(before);

/** Oldest TLS version that a policy or a setting accepts: its name says so, old names mean 1.0. */
function tlsOf(policy: Json | undefined): number {
  const text = String(policy).replace(/TLS1[23][-_]/, "TLS-");
  const [, minor] = /(?:-1-|TLSv?1[._]|TLS[-_]1[-_.]|1\.)(\d)(?:\D|$)/i.exec(text) ?? [];
  return Number(minor ?? 0);
}

/** `rds.force_ssl` in a list of parameters. */
const tlsForced = (parameters: Json | undefined): Json | undefined =>
  toList(parameters).find((one) => isGroup(one) && FORCES_TLS.has(String(one.name)));
const FORCES_TLS: ReadonlySet<string> = new Set(["rds.force_ssl", "require_secure_transport", "require_ssl", "tls"]);
export const noLongerForced: IsWeaker = (before, after) => {
  const isForced = (list: Json | undefined) =>
    /^(1|on|true|enabled|fips-140-3|tls1\.[23]\+)$/i.test(String(valueAt({ it: tlsForced(list) ?? null }, "it.value")));
  return isForced(before) && !isForced(after);
};
