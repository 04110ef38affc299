import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNot, isSet } from "../values";

export const alarmNotifies: Rule = {
  id: "alarm-notifies",
  requirement: "An alarm tells somebody.",
  why: "A red light in a console nobody looks at is no alarm.",
  controls: { "nist-800-53-r5": ["SI-4"] },
  scanners: { checkov: ["CKV_AWS_319"] },
  fix: "Set `alarm_actions`, and leave `actions_enabled` as it is.",
  severity: "low",
  check: forType(
    "aws_cloudwatch_metric_alarm",
    all(attribute("alarm_actions", isSet), attribute("actions_enabled", isNot(false, "false"))),
  ),
};
