import { isSame } from "../../built/values";
import { type Json, saysTrue, toList } from "../../synthesized";
import type { Risk } from "./row";

/** What a value of a chart means, by its path in any chart. */
export interface ChartSetting {
  readonly path: RegExp;
  readonly isWorse: (before: Json | undefined, after: Json | undefined) => boolean;
  readonly group: Risk["group"];
  readonly what: string;
  readonly advice: string;
  readonly alsoNew?: boolean;
}

const turnsOn = (before: Json | undefined, after: Json | undefined): boolean => saysTrue(after) && !saysTrue(before);
const turnsOff = (before: Json | undefined, after: Json | undefined): boolean => saysTrue(before) && !saysTrue(after);

const exposes = (path: RegExp, isWorse: ChartSetting["isWorse"], what: string, advice: string): ChartSetting => ({
  path,
  isWorse,
  group: "exposure",
  what,
  advice,
  alsoNew: true,
});

const GIVE_LESS = "Give the pods only what they need.";

/** Settings that charts call alike, whichever chart it is. */
export const CHART_SETTINGS: readonly ChartSetting[] = [
  {
    path: /persisten\w*(\.enabled)?$|(^|\.)(storage|statefulset)\.enabled$|volumeClaimTemplate\.enabled$/i,
    isWorse: turnsOff,
    group: "data loss",
    what: "what it keeps is no longer on a volume, and is gone when its pod goes",
    advice: "Keep persistence on; take a snapshot of the volume first when it must go.",
  },
  {
    path: /(^|\.)(reclaimPolicy|persistentVolumeReclaimPolicy)$|RetentionPolicy\.when(Deleted|Scaled)$/i,
    isWorse: (before, after) => String(after) === "Delete" && !isSame(before, after) && before !== undefined,
    group: "data loss",
    what: "its volumes are deleted with their claims",
    advice: "Keep Retain where data must outlive its claim.",
  },
  {
    path: /(^|\.)retention(Size|Days|Period)?$/i,
    isWorse: (before, after) => seconds(after) < seconds(before),
    group: "data loss",
    what: "what is older is deleted",
    advice: "Copy what must be kept before you apply.",
  },
  {
    path: /(backup|backups)\.enabled$/i,
    isWorse: turnsOff,
    group: "data loss",
    what: "nothing is backed up by it any more",
    advice: "Keep backups on.",
  },
  exposes(
    /(^|\.)scheme$|load-balancer-scheme$|\/scheme$/i,
    (before, after) => after === "internet-facing" && before !== after,
    "it faces the internet",
    "Make it internal unless everybody is meant to come in.",
  ),
  exposes(
    /load-balancer-internal$/i,
    (before, after) => before !== undefined && !saysTrue(after),
    "its load balancer faces the internet",
    "Keep it internal unless everybody is meant to come in.",
  ),
  exposes(/anonymous\w*(\.|$)/i, turnsOn, "people who did not sign in are let in", "Keep anonymous access off."),
  exposes(
    /(^|\.)(privileged|hostNetwork|hostPID|hostIPC|allowPrivilegeEscalation)$/i,
    turnsOn,
    "its pods may do more on their node",
    GIVE_LESS,
  ),
  exposes(
    /(^|\.)runAsUser$/i,
    (before, after) => before !== undefined && String(before) !== "0" && String(after) === "0",
    "its processes run as root",
    GIVE_LESS,
  ),
  {
    path: /(^|\.)runAsNonRoot$/i,
    isWorse: turnsOff,
    group: "exposure",
    what: "its processes may run as root",
    advice: GIVE_LESS,
  },
  exposes(
    /(^|\.)hostPath\.path$|(^|\.)hostPath$/i,
    (before, after) => typeof after === "string" && after !== "" && before !== after,
    "its pods read or write files of their node",
    GIVE_LESS,
  ),
  exposes(
    /(^|\.)capabilities\.add$/i,
    (before, after) => toList(after).some((one) => !toList(before).includes(one)),
    "its processes get capabilities of the kernel",
    GIVE_LESS,
  ),
  exposes(
    /rules?\.(verbs|resources|apiGroups)$/i,
    (before, after) => toList(after).includes("*") && !toList(before).includes("*"),
    "it may do everything in the cluster",
    GIVE_LESS,
  ),
  exposes(
    /policy\.default$/i,
    (before, after) => /admin/i.test(String(after)) && before !== after,
    "everybody who signs in is an administrator",
    GIVE_LESS,
  ),
  exposes(/(^|\.)clusterAdmin\w*(\.enabled)?$/i, turnsOn, "it becomes an administrator of the cluster", GIVE_LESS),
  exposes(
    /(^|\.)(auth|authentication|security|rbac|acl)\.enabled$/i,
    turnsOff,
    "everybody who reaches it is let in",
    "Keep authentication on.",
  ),
  exposes(
    /(^|\.)(disableAuth|allowEmptyPassword|insecure|skipAuth|noAuth|disable_login_form_and_auth)$/i,
    turnsOn,
    "everybody who reaches it is let in",
    "Keep authentication on.",
  ),
  exposes(
    /network_?policy\w*\.allowExternal(Egress)?$/i,
    turnsOn,
    "its pods can be reached by, or reach, more than before",
    "Name who needs it.",
  ),
  exposes(
    /network_?policy\w*\.enabled$/i,
    turnsOff,
    "its pods can be reached from everywhere in the cluster",
    "Keep the network policy.",
  ),
  exposes(
    /(^|\.)enableNetworkPolicy$/i,
    turnsOff,
    "network policies are no longer kept",
    "Keep them on, or make sure that something else keeps them.",
  ),
  exposes(/(^|\.)tls\.enabled$/i, turnsOff, "clients may connect without TLS", "Keep TLS required."),
  exposes(
    /sourceRanges$|whitelist|allow-?list|inbound-cidrs$/i,
    (before, after) =>
      toList(before).length > 0 && (toList(after).length === 0 || holdsEverybody(after)) && !holdsEverybody(before),
    "more addresses may come in",
    "Name the ranges that need it.",
  ),
];

const holdsEverybody = (value: Json | undefined): boolean => toList(value).some((one) => String(one).includes("/0"));

/** `15d`, `360h`, `2w` in seconds; anything else is for ever. */
function seconds(value: Json | undefined): number {
  const [, number, unit = ""] = /^(\d+)\s*([smhdwy])?$/.exec(String(value ?? "")) ?? [];
  const factor = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 }[unit] ?? 1;
  return number === undefined ? Number.POSITIVE_INFINITY : Number(number) * factor;
}
