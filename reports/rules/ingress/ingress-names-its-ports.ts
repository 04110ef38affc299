import { isEveryProtocol } from "../../built/ports";
import { everyPermission, isForAddresses } from "../permissions";
import type { Rule } from "../rule";
import { isLiteral } from "../values";

export const ingressNamesItsPorts: Rule = {
  id: "ingress-names-its-ports",
  requirement: "A rule that admits a range of addresses says which protocol and port.",
  why: "A rule for everything also admits what is installed next year.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-7(5)"] },
  scanners: { checkov: ["CKV_AWS_277"] },
  fix: "Set `ip_protocol`, `from_port` and `to_port`.",
  severity: "high",
  check: everyPermission(
    "ingress",
    (permission) =>
      !isEveryProtocol(permission) && [permission.protocol, permission.from, permission.to].every(isLiteral),
    isForAddresses,
  ),
};
