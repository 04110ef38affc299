import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNot } from "../values";

export const instanceChecksItsPackets: Rule = {
  id: "instance-checks-its-packets",
  requirement: "A machine takes and sends packets of its own addresses only.",
  why: "It could pass on the traffic of others, past every security group.",
  controls: { fsbp: ["EC2.180"], "nist-800-53-r5": ["SC-7"] },
  fix: "Leave out `source_dest_check`, which is true.",
  severity: "medium",
  check: forType(["aws_instance", "aws_network_interface"], attribute("source_dest_check", isNot(false, "false"))),
};
