import { attribute, forType, when } from "../checks";
import type { Rule } from "../rule";

export const ingressNamesItsPorts: Rule = {
  id: "ingress-names-its-ports",
  requirement: "A rule that admits a range of addresses says which protocol and port.",
  why: "A rule for everything also admits what is installed next year.",
  controls: { "nist-800-53-r5": ["CM-7", "SC-7(5)"] },
  scanners: { checkov: ["CKV_AWS_277"] },
  fix: "Set `ip_protocol`, `from_port` and `to_port`.",
  check: forType(
    "aws_vpc_security_group_ingress_rule",
    when(
      ({ values }) => values.cidr_ipv4 !== undefined || values.cidr_ipv6 !== undefined,
      attribute("ip_protocol", (value) => value !== "-1" && value !== "all"),
    ),
  ),
};
