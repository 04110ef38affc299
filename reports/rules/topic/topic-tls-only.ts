import { covers, deniesPlainText } from "../../built/policies";
import { companion, forType } from "../checks";
import { someStatement } from "../policies";
import type { Rule } from "../rule";

export const topicTlsOnly: Rule = {
  id: "topic-tls-only",
  requirement: "A topic refuses messages without TLS.",
  why: "Alarms could be read and changed on the way.",
  controls: { "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  fix: "Deny sns:Publish in the aws_sns_topic_policy when aws:SecureTransport is false.",
  severity: "high",
  check: forType(
    "aws_sns_topic",
    companion(
      "aws_sns_topic_policy",
      "arn",
      someStatement("policy", (statement) => deniesPlainText(statement) && covers(statement, "sns:Publish")),
    ),
  ),
};
