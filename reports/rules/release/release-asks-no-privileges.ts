import { settingsOf } from "../../built/releases";
import { type Json, saysFalse, saysTrue } from "../../synthesized";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

/** Settings of pods that lead out of a container, as charts call them; the value that asks for it. */
const PRIVILEGES: readonly (readonly [setting: RegExp, isAsked: (value: Json) => boolean])[] = [
  [/(^|\.)privileged$/, saysTrue],
  [/(^|\.)allowPrivilegeEscalation$/, saysTrue],
  [/(^|\.)host(Network|PID|IPC)$/, saysTrue],
  [/(^|\.)runAsUser$/, (value) => Number(value) === 0],
  [/(^|\.)runAsNonRoot$/, saysFalse],
  [/(^|\.)capabilities\.add\[/, (value) => value !== "NET_BIND_SERVICE"],
  [/(^|\.)clusterAdmin$/i, saysTrue],
  [/(^|\.)(cluster)?Role(Name|Ref\.name)?$/i, (value) => value === "cluster-admin"],
  [/(^|\.)hostPath(\.path)?$/, (value) => typeof value === "string"],
];

export const releaseAsksNoPrivileges: Rule = {
  id: "release-asks-no-privileges",
  requirement: "No chart is told to let its pods out of their containers, or to administer the cluster.",
  why: "Whoever gets into such a pod gets into the node, and from there to every other.",
  controls: { "cis-eks": ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"], "nist-800-53-r5": ["AC-6", "CM-7"] },
  fix: "Leave the setting out, or write what the restricted Pod Security Standard allows.",
  severity: "high",
  check: forType("helm_release", (block) => {
    const wrong = settingsOf(block).find(({ key, value }) =>
      PRIVILEGES.some(([setting, isAsked]) => setting.test(key) && isAsked(value)),
    );
    return judged(!wrong, wrong?.pointer ?? `${block.pointer}/values`, wrong && { [wrong.key]: wrong.value });
  }),
};
