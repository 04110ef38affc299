import { isWithinAll } from "../../../built/ranges";
import type { ResourceChange } from "../../../plan";
import { type Json, toGroup, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { opened } from "./opened";

/** Annotations by which a controller asks or refuses visitors, whichever controller it is. */
export type IngressGuard = readonly [key: RegExp, what: string];

export const INGRESS_GUARDS: readonly IngressGuard[] = [
  [/\/auth-(type|url|secret|tls-secret|signin)$/, "everybody is let in without signing in"],
  [/\/(whitelist|allowlist)-source-range$|\/inbound-cidrs$/, "more addresses may come in"],
  [/\/wafv?2?-acl-(arn|id|name)$|\/enable-modsecurity$/, "requests that the web ACL refused are let in"],
  [/\/(force-)?ssl-redirect$/, "it answers without TLS"],
];

/** Guards of an ingress that go, are switched off, or let in more ranges. */
export function ingressGuardRisks(
  { before, after }: ResourceChange,
  guards: readonly IngressGuard[] = INGRESS_GUARDS,
): Risk[] {
  if (!before || !after) return [];
  const [old, now] = [annotationsOf(before), annotationsOf(after)];
  return guards.flatMap(([key, what]) => {
    const lost = Object.keys(old).filter(
      (name) => key.test(name) && isOn(old[name]) && (!isOn(now[name]) || isWider(name, old[name], now[name])),
    );
    return lost.length > 0 ? [opened(what, "Keep the annotation.", ["metadata.annotations"], lost.join(", "))] : [];
  });
}

const annotationsOf = (values: Values): Values => toGroup(valueAt(values, "metadata.annotations"));

/** Whether a list of ranges, with commas between them, has one that was not in it before. */
function isWider(name: string, before: Json | undefined, after: Json | undefined): boolean {
  const [old, now] = [rangesIn(before), rangesIn(after)];
  return /-range$|-cidrs$/.test(name) && now.some((range) => !old.includes(range) && !isWithinAll(range, old));
}

const rangesIn = (value: Json | undefined): string[] =>
  String(value)
    .split(",")
    .map((range) => range.trim());

const isOn = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && !/^(|false|none)$/i.test(String(value));
