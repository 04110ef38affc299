import { type ResourceChange, UNKNOWN } from "../../plan";
import { type Admitted, admittedBy, isPublic, newlyAdmitted } from "./ranges";
import type { Risk } from "./row";

/** Attributes that say whom a resource lets in. */
const ATTRIBUTES = [
  "cidr_",
  "from_port",
  "to_port",
  "ip_protocol",
  "ingress",
  "vpc_config",
  "metadata.annotations",
  "spec",
];

/**
 * Whether a change lets in more addresses than before. A new resource counts when it lets in the internet; within
 * private addresses it admits what the network plan already says.
 */
export function ingressRisks({ type, action, before, after }: ResourceChange): Risk[] {
  const more = newlyAdmitted(admittedBy(type, before), admittedBy(type, after));
  const shown = action === "create" ? more.filter(isPublic) : more;
  if (shown.length === 0) return [];
  return [
    {
      group: "exposure",
      what: "more addresses may come in",
      detail: shown.map(toText).join(", "),
      advice:
        "Admit a security group, or the ranges that need it; the internet only where everybody is meant to come in.",
      attributes: ATTRIBUTES,
    },
  ];
}

const toText = ({ cidr, from, to, protocol }: Admitted): string => {
  const who = cidr === UNKNOWN ? "a range that is known after apply" : /\/0$/.test(cidr) ? `everybody (${cidr})` : cidr;
  return protocol === "-1" ? `${who} to every port` : `${who} to ${protocol} ${from === to ? from : `${from}–${to}`}`;
};
