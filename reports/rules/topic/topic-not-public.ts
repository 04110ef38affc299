import { admitsEverybody } from "../../built/policies";
import { everyStatementOf } from "../policies";
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
  check: everyStatementOf(
    { aws_sns_topic: "policy", aws_sns_topic_policy: "policy" },
    (statement) => !admitsEverybody(statement),
  ),
};
