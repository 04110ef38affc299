import { toGroup, toList } from "../../synthesized";
import { everyContainer } from "../pods";
import type { Rule } from "../rule";

export const podNoHostPort: Rule = {
  id: "pod-no-host-port",
  requirement: "No container takes a port of its node.",
  why: "It answers at the node's address, past every network policy and load balancer.",
  controls: { "cis-eks": ["4.2.4"], "nist-800-53-r5": ["CM-7", "SC-7"] },
  scanners: { checkov: ["CKV_K8S_26"], trivy: ["AVD-KSV-0024"] },
  fix: "Remove `host_port`, and use a service.",
  severity: "medium",
  check: everyContainer("port", (value) => toList(value).every((port) => !toGroup(port).host_port)),
};
