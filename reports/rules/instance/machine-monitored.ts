import { toGroup, toList } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const machineMonitored: Rule = {
  id: "machine-monitored",
  requirement: "Machines report their metrics every minute.",
  why: "With five minutes an alarm comes after the users' calls.",
  controls: { "nist-800-53-r5": ["SI-4"] },
  scanners: { checkov: ["CKV_AWS_126"] },
  fix: "Set `monitoring`.",
  severity: "low",
  check: forType(
    ["aws_instance", "aws_launch_template"],
    attribute("monitoring", (value) => value === true || toGroup(toList(value)[0]).enabled === true),
  ),
};
