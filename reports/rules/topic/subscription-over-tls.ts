import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNot } from "../values";

export const subscriptionOverTls: Rule = {
  id: "subscription-over-tls",
  requirement: "Messages leave a topic encrypted or inside of AWS.",
  why: "Over plain HTTP everybody on the way reads them.",
  controls: { "nist-800-53-r5": ["SC-8", "SC-8(1)"] },
  fix: "Use https instead of http as `protocol`.",
  severity: "high",
  check: forType("aws_sns_topic_subscription", attribute("protocol", isNot("http"))),
};
