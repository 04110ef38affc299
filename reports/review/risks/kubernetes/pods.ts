import { isSame } from "../../../built/values";
import type { ResourceChange } from "../../../plan";
import { isGroup, type Json, toList, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { flatten, pairsAt } from "../settings/flat";
import { opened } from "./opened";

const LEVELS = ["restricted", "baseline", "privileged"];

/** Pod Security of a namespace. Source: Kubernetes, "Pod Security Standards". */
export function namespaceRisks({ before, after }: ResourceChange): Risk[] {
  const level = (side: Values | null) => {
    const labels = valueAt(side, "metadata.labels");
    const found = isGroup(labels) ? String(labels["pod-security.kubernetes.io/enforce"] ?? "privileged") : "privileged";
    return LEVELS.indexOf(found) < 0 ? LEVELS.length - 1 : LEVELS.indexOf(found);
  };
  return before && level(after) > level(before)
    ? [
        opened(
          "pods that were refused may run: privileged ones, or as root",
          "Keep the level, and give the one pod that needs more a namespace of its own.",
          ["metadata.labels"],
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
  alsoNew: boolean,
];

export const POD_OPENS: readonly PodOpens[] = [
  [
    /(^|\.)privileged$/,
    (value) => value === true || value === "true",
    "its pods may do everything on their node",
    true,
  ],
  [
    /(^|\.)host_(network|pid|ipc)$/,
    (value) => value === true || value === "true",
    "its pods see the network or processes of their node",
    true,
  ],
  [
    /(^|\.)allow_privilege_escalation$/,
    (value) => value === true || value === "true",
    "its processes may become root",
    false,
  ],
  [
    /(^|\.)host_path\.path$/,
    (value) => typeof value === "string" && value !== "",
    "its pods read or write files of their node",
    false,
  ],
  [
    /(^|\.)capabilities\.add$/,
    (value) => toList(value).length > 0,
    "its processes get capabilities of the kernel",
    false,
  ],
  [/(^|\.)run_as_user$/, (value) => value === 0 || value === "0", "its processes run as root", false],
  [/(^|\.)host_port$/, (value) => Number(value) > 0, "its pods are reached on a port of their node", false],
];

/** What pods may do on their node and might not before. */
export function podRisks({ before, after }: ResourceChange, table: readonly PodOpens[] = POD_OPENS): Risk[] {
  const [old, now] = [flatten(before), flatten(after)];
  const found = [...now.keys()].flatMap((path) =>
    table
      .filter(
        ([end, isOpen, , alsoNew]) =>
          end.test(path) &&
          (before !== null || alsoNew) &&
          pairsAt(path, old, now).some(
            ([was, is]) => isOpen(is) && !isSame(was, is) && !(isOpen(was) && !Array.isArray(is)),
          ),
      )
      .map(([, , what]) =>
        opened(what, "Give the pod only what it needs; a DaemonSet of the platform is the only reason.", [
          path,
          "spec",
        ]),
      ),
  );
  const isRoot = [...old.keys()].some(
    (path) =>
      /(^|\.)run_as_non_root$/.test(path) &&
      pairsAt(path, old, now).some(([was, is]) => String(was) === "true" && String(is) !== "true"),
  );
  return isRoot ? [...found, opened("its processes may run as root", "Keep run_as_non_root.", ["spec"])] : found;
}
