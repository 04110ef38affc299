import { toGroup, toList } from "../../synthesized";

import { everyContainer } from "../pods";
import type { Rule } from "../rule";

export const podDropsCapabilities: Rule = {
  id: "pod-drops-capabilities",
  requirement: "Containers have no capabilities of the kernel.",
  why: "The default ones still allow raw sockets and changing owners.",
  controls: { "nist-800-53-r5": ["AC-6", "CM-7"] },
  scanners: { checkov: ["CKV_K8S_28", "CKV_K8S_37"], trivy: ["AVD-KSV-0003"] },
  fix: 'Set `security_context.capabilities.drop` to ["ALL"].',
  severity: "medium",
  check: everyContainer(
    "security_context.capabilities",
    (value) =>
      toList(toGroup(toList(value)[0]).drop).includes("ALL") && toList(toGroup(toList(value)[0]).add).length === 0,
  ),
};
