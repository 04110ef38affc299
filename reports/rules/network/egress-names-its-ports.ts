import { isEveryPort, isEveryProtocol } from "../../built/ports";
import { everyPermission, isForAddresses, opensToEverybody } from "../permissions";
import type { Rule } from "../rule";

export const egressNamesItsPorts: Rule = {
  id: "egress-names-its-ports",
  requirement: "What may be sent to everybody is limited to a protocol and ports.",
  why: "Whoever gets in carries data off and calls home over any port there is.",
  controls: { "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  scanners: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
  fix: "Set `ip_protocol`, `from_port` and `to_port`, like tcp 443, or name the ranges.",
  severity: "medium",
  check: everyPermission(
    "egress",
    (permission, block, context) =>
      !(isEveryProtocol(permission) || isEveryPort(permission)) || !opensToEverybody(permission, block, context),
    isForAddresses,
  ),
};
