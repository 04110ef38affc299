import { all } from "../checks";
import { podAttribute } from "../pods";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const podOwnProcesses: Rule = {
  id: "pod-own-processes",
  requirement: "Pods do not share processes, IPC or network of the node.",
  why: "They could watch, stop and impersonate what else runs there.",
  controls: { "cis-eks": ["4.2.2", "4.2.3", "4.2.4"], "nist-800-53-r5": ["SC-7", "SC-39"] },
  scanners: {
    checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
    trivy: ["AVD-KSV-0008", "AVD-KSV-0009", "AVD-KSV-0010"],
  },
  fix: "Remove `host_pid`, `host_ipc` and `host_network`.",
  severity: "high",
  check: all(
    podAttribute("host_pid", isNotTrue),
    podAttribute("host_ipc", isNotTrue),
    podAttribute("host_network", isNotTrue),
  ),
};
