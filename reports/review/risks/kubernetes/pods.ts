import { isSame } from "../../../built/values";
import type { ResourceChange } from "../../../plan";
import { isGroup, type Json, saysTrue, toList, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { changedPaths, type Flat, flatten, pairsAt } from "../settings/flat";
import { opened } from "./opened";

const LEVELS = ["restricted", "baseline", "privileged"];

/** Pod Security of a namespace. Source: Kubernetes, "Pod Security Standards". */
export function namespaceRisks({ type, before, after }: ResourceChange): Risk[] {
  const level = (side: Values | null) => {
    const labels = valueAt(side, type === "kubernetes_labels" ? "labels" : "metadata.labels");
    const found = isGroup(labels) ? String(labels["pod-security.kubernetes.io/enforce"] ?? "privileged") : "privileged";
    return LEVELS.indexOf(found) < 0 ? LEVELS.length - 1 : LEVELS.indexOf(found);
  };
  return before && level(after) > level(before)
    ? [
        opened(
          "pods that were refused may run: privileged ones, or as root",
          "Keep the level, and give the one pod that needs more a namespace of its own.",
          ["metadata.labels", "labels"],
          LEVELS[level(after)],
        ),
      ]
    : [];
}

/** Arguments of pods that open their node, by the end of their path. */
export type PodOpens = readonly [
  end: RegExp,
  isOpen: (value: Json | undefined) => boolean,
  what: string,
  /** Whether new pods count, too. */
  alsoNew: boolean | ((value: Json | undefined) => boolean),
];

export const POD_OPENS: readonly PodOpens[] = [
  [/(^|\.)privileged$/, saysTrue, "its pods may do everything on their node", true],
  [/(^|\.)host_(network|pid|ipc)$/, saysTrue, "its pods see the network or processes of their node", true],
  [/(^|\.)allow_privilege_escalation$/, saysTrue, "its processes may become root", false],
  [
    /(^|\.)host_path\.path$/,
    (value) => typeof value === "string" && value !== "",
    "its pods read or write files of their node",
    (value) => /^\/$|(docker|containerd|crio)\.sock$/.test(String(value ?? "")),
  ],
  [
    /(^|\.)seccomp_profile\.type$/,
    (value) => value === "Unconfined",
    "its processes may make any call to the kernel",
    false,
  ],
  [/(^|\.)run_as_user$/, (value) => value === 0 || value === "0", "its processes run as root", false],
  [/(^|\.)host_port$/, (value) => Number(value) > 0, "its pods are reached on a port of their node", false],
];

/** What pods may do on their node and might not before. */
export function podRisks(
  { before, after }: ResourceChange,
  table: readonly PodOpens[] = POD_OPENS,
  keeps: readonly PodKeeps[] = POD_KEEPS,
): Risk[] {
  const [old, now] = [flatten(before), flatten(after)];
  const found = [...now.keys()].flatMap((path) =>
    table
      .filter(
        ([end, isOpen, , alsoNew]) =>
          end.test(path) &&
          (before !== null || alsoNew !== false) &&
          pairsAt(path, old, now).some(
            ([was, is]) =>
              isOpen(is) &&
              (before !== null || alsoNew === true || isNewlyOpen(alsoNew, is)) &&
              !isSame(was, is) &&
              !(isOpen(was) && !Array.isArray(is)),
          ),
      )
      .map(([, , what]) =>
        opened(what, "Give the pod only what it needs; a DaemonSet of the platform is the only reason.", [
          path,
          "spec",
        ]),
      ),
  );
  return [...found, ...(before ? keptRisks(old, now, keeps) : [])];
}

const isNewlyOpen = (alsoNew: PodOpens[3], value: Json | undefined): boolean =>
  typeof alsoNew === "function" && alsoNew(value);

/** What kept pods from something, by the end of its path, and what it means when it goes. */
export type PodKeeps = readonly [
  end: RegExp,
  isLost: (before: Json | undefined, after: Json | undefined) => boolean,
  what: string,
  advice: string,
];

const isOff: PodKeeps[1] = (before, after) => saysTrue(before) && !saysTrue(after);
const hasMore = (list: Json | undefined, other: Json | undefined): boolean =>
  toList(list).some((entry) => !toList(other).includes(entry));

export const POD_KEEPS: readonly PodKeeps[] = [
  [/(^|\.)run_as_non_root$/, isOff, "its processes may run as root", "Keep run_as_non_root."],
  [
    /(^|\.)read_only_root_filesystem$/,
    isOff,
    "its processes may write to the files of their image",
    "Keep read_only_root_filesystem, and mount what must be written.",
  ],
  [
    /(^|\.)capabilities\.drop$/,
    (before, after) => hasMore(before, after) && !toList(after).includes("ALL"),
    "its processes keep capabilities of the kernel",
    "Keep drop: ALL.",
  ],
  [
    /(^|\.)capabilities\.add$/,
    (before, after) => hasMore(after, before) && !toList(before).includes("ALL"),
    "its processes get capabilities of the kernel",
    "Give the pod only what it needs; a DaemonSet of the platform is the only reason.",
  ],
];

function keptRisks(old: Flat, now: Flat, keeps: readonly PodKeeps[]): Risk[] {
  return changedPaths(old, now).flatMap((path) =>
    keeps
      .filter(([end, isLost]) => end.test(path) && pairsAt(path, old, now).some(([was, is]) => isLost(was, is)))
      .map(([, , what, advice]) => opened(what, advice, [path, "spec"])),
  );
}
