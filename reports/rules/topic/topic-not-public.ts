import { admitsEverybody } from "../../built/policies";
import { forType } from "../checks";
import { everyStatement } from "../policies";
import type { Rule } from "../rule";

export const topicNotPublic: Rule = {
  id: "topic-not-public",
  requirement: "A topic lets nobody publish or subscribe without naming them.",
  why: "Everybody could read the alarms, or drown them.",
  controls: { fsbp: ["SNS.4"], "nist-800-53-r5": ["AC-3", "SC-7"] },
  scanners: { checkov: ["CKV_AWS_169"] },
  waivable: false,
  fix: "Name the service as Principal, with a condition on aws:SourceAccount.",
  severity: "critical",
  check: forType(
    "aws_sns_topic_policy",
    everyStatement("policy", (statement) => !admitsEverybody(statement)),
  ),
};
