import { isPublicRange, isWithin, isWithinAll } from "../../built/ranges";
import { UNKNOWN } from "../../plan";

/** Somebody who may come in, or be sent to, and over which ports. */
export interface Opening {
  /** CIDR range, `UNKNOWN`, or a name: a security group, a prefix list, `self`. */
  readonly who: string;
  readonly kind: "range" | "group" | "list";
  readonly from: number;
  readonly to: number;
  /** `tcp`, `udp`, `icmp`; `-1` for all. */
  readonly protocol: string;
  readonly direction: "in" | "out";
}

/** What is let in now and was not before; an unknown range counts, because it may be any. */
export const newlyOpen = (before: readonly Opening[], after: readonly Opening[]): Opening[] =>
  after.filter((one) => !before.some((other) => covers(other, one)) && !coverTogether(before, one));

/** Whether several openings together let in what one does: half a range and the other half, or some ports and the rest. */
function coverTogether(before: readonly Opening[], one: Opening): boolean {
  if (before.length < 2) return false;
  const alike = before.filter(({ direction, kind }) => direction === one.direction && kind === one.kind);
  const samePorts = alike.filter((other) => coversPorts(other, one)).map(({ who }) => who);
  if (one.kind === "range" && samePorts.length > 1 && isWithinAll(one.who, samePorts)) return true;
  const parts = alike.filter((other) => other.protocol === one.protocol && isAmong(other, one));
  let next = one.from;
  for (const { from, to } of [...parts].sort((a, b) => a.from - b.from)) if (from <= next && to >= next) next = to + 1;
  return next > one.to;
}

/** Whether somebody of the internet is let in; a prefix list may hold anybody. */
export const isPublic = ({ who, kind }: Opening): boolean =>
  kind === "list" || (kind === "range" && isPublicRange(who));

/** Whether a range is all of the internet. */
export const isEverybody = ({ who, kind }: Opening): boolean => kind === "range" && /\/0$/.test(who);

const covers = (outer: Opening, inner: Opening): boolean =>
  outer.direction === inner.direction && isAmong(outer, inner) && coversPorts(outer, inner);

const coversPorts = (outer: Opening, inner: Opening): boolean =>
  outer.protocol === "-1" || (outer.protocol === inner.protocol && outer.from <= inner.from && inner.to <= outer.to);

function isAmong(outer: Opening, inner: Opening): boolean {
  if (outer.kind === "range" && isEverybody(outer) && inner.kind !== "range") return true;
  if (outer.kind !== inner.kind) return false;
  if (inner.kind === "range") return isWithin(inner.who, outer.who);
  // a group that is made again has an id that nobody knows yet
  return outer.who === inner.who || (inner.kind === "group" && inner.who === UNKNOWN);
}

/** An opening in words, with what the plan says. */
export const toText = ({ who, kind, from, to, protocol }: Opening): string => {
  const name =
    who === UNKNOWN
      ? "a range that is known after apply"
      : /\/0$/.test(who)
        ? `everybody (${who})`
        : kind === "list"
          ? `prefix list ${who}`
          : kind === "group"
            ? who === "self"
              ? "the group itself"
              : `security group ${who}`
            : who;
  return protocol === "-1" ? `${name} to every port` : `${name} to ${protocol} ${from === to ? from : `${from}–${to}`}`;
};
